import type { IncomingMessage } from 'node:http';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Redactor } from '../base/redaction.ts';
import type { HttpStream } from '../network/http-client.ts';
import { parseContentRange } from './content-range.ts';
import {
  hasIdentity,
  isSameObject,
  readContentLength,
  readObjectFacts,
  type ObjectFacts,
} from './object-facts.ts';
import { receiveBody, type ChunkTaken } from './receive-body.ts';
import { CannotContinueError, parseRefusal, toStoreError } from './store-error.ts';
import { text } from './texts.ts';

/** Bytes of the object, from the place that was asked for. */
export interface StoreResponse {
  readonly facts: ObjectFacts;
  /** Where the body begins in the object. */
  readonly start: number;
  /** Where it ends; undefined where the store does not say. */
  readonly end: number | undefined;
  readonly body: IncomingMessage;
}

/** What was asked for. */
export interface RangeRequest {
  readonly start: number;
  /** Exclusive; undefined: all the rest. */
  readonly end: number | undefined;
  /** The object that earlier bytes came from; undefined: there are none. */
  readonly known: ObjectFacts | undefined;
  /** How long the transfer of these bytes may take, as far as that is known. */
  readonly neededMs: number;
}

interface ReadRequest extends Pick<RangeRequest, 'start' | 'known'> {
  /** Knows what of the Link is a secret: an error page may repeat it. */
  readonly redactor: Redactor;
}

/**
 * Takes an answer for what it is. OSS answers a range that it cannot serve with 200 and the whole
 * object: status and place are looked at, not trusted.
 *
 * @throws CannotContinueError where it does not fit to the bytes that are there; SiemExportError for all
 *   that is not the file. The body is read or destroyed then.
 */
export async function readStoreResponse(
  stream: HttpStream,
  request: ReadRequest,
): Promise<StoreResponse> {
  const { status, headers, body } = stream;
  try {
    if (status === 200) return readWhole(stream, request);
    if (status === 206) return readPart(stream, request);
    const page = request.redactor.redact(await readStart(body));
    const refusal = parseRefusal(status, headers, page);
    if (status !== 416 || request.known === undefined) throw toStoreError(refusal);
    const { totalBytes = request.start } = request.known;
    if (refusal.totalBytes !== request.start || totalBytes !== request.start) {
      throw new CannotContinueError((texts) => texts.otherLength);
    }
    // All of it had arrived, from a store that had not said how much that is.
    const facts = { ...request.known, totalBytes: request.start };
    return { facts, start: request.start, end: request.start, body };
  } catch (error) {
    body.destroy();
    throw error;
  }
}

function readWhole({ headers, body }: HttpStream, { start, known }: ReadRequest): StoreResponse {
  validateEncoding(headers['content-encoding']);
  const facts = readObjectFacts(headers, readContentLength(headers));
  if (start > 0) throw new CannotContinueError((texts) => texts.wholeForRest);
  validateSameness(known, facts);
  return { facts, start: 0, end: facts.totalBytes, body };
}

function readPart({ headers, body }: HttpStream, { start, known }: ReadRequest): StoreResponse {
  validateEncoding(headers['content-encoding']);
  const part = parseContentRange(headers['content-range']);
  if (part?.range?.start !== start) {
    throw new CannotContinueError((texts) => texts.otherPart);
  }
  const facts = readObjectFacts(headers, part.totalBytes);
  validateSameness(known, facts);
  return { facts, start, end: part.range.end, body };
}

function validateSameness(known: ObjectFacts | undefined, facts: ObjectFacts): void {
  if (known === undefined || isSameObject(known, facts)) return;
  throw new CannotContinueError((texts) =>
    hasIdentity(known) && hasIdentity(facts) ? texts.replaced : texts.cannotTell,
  );
}

function validateEncoding(encoding = 'identity'): void {
  if (encoding === 'identity') return;
  throw new SiemExportError(
    'EncodedBody',
    'download',
    text((texts) => texts.encoded(toPlainText(encoding))),
    { hint: text((texts) => texts.encodedHint) },
  );
}

const errorPageBytes = 16_384;

/** Enough of an error page to name the error. */
async function readStart(body: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const take = (chunk: Buffer): ChunkTaken => {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    return sizeBytes < errorPageBytes ? undefined : 'enough';
  };
  // Where it breaks off, the status says enough.
  await receiveBody(body, { take, toError: (error) => error as Error }).catch(() => undefined);
  return Buffer.concat(chunks).toString('utf8', 0, errorPageBytes);
}
