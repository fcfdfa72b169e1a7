import type { IncomingMessage } from 'node:http';
import { toPlainText } from '../../base/plain-text.ts';
import type { Redactor } from '../../base/redaction.ts';
import type { HttpStream } from '../../network/http-client.ts';
import { parseContentRange } from './object-facts.ts';
import {
  hasIdentity,
  isSameObject,
  readContentLength,
  readObjectFacts,
  type ObjectFacts,
} from './object-facts.ts';
import { receiveBody, type ChunkTaken } from './body.ts';
import { CannotContinueError, parseRefusal, toStoreError } from './errors.ts';
import { raiseStoreError } from './codes.ts';
import { texts } from './texts.ts';

/** Bytes of the object, from the requested position on. */
export interface StoreResponse {
  readonly facts: ObjectFacts;
  /** Offset of the body's first byte in the object. */
  readonly start: number;
  /** Offset after its last byte; undefined if the store does not state it. */
  readonly end: number | undefined;
  readonly body: IncomingMessage;
}

/** The bytes to request. */
export interface RangeRequest {
  readonly start: number;
  /** Exclusive; undefined: all the rest. */
  readonly end: number | undefined;
  /** The object that earlier bytes came from; undefined: no bytes yet. */
  readonly known: ObjectFacts | undefined;
  /** How long the transfer of these bytes may take; 0 if unknown. */
  readonly neededMs: number;
}

interface ReadRequest extends Pick<RangeRequest, 'start' | 'known'> {
  /** Knows the secrets of the link: an error page may repeat them. */
  readonly redactor: Redactor;
}

/**
 * Checks the status, range and identity of a response. OSS responds to a range that it cannot serve
 * with 200 and the whole object.
 *
 * @throws CannotContinueError if it does not continue the earlier bytes; SiemExportError if it is not
 *   the file. The body is destroyed then.
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
    const refusal = parseRefusal(status, headers, page, request.redactor);
    if (status !== 416 || request.known === undefined) throw toStoreError(refusal);
    const { totalBytes = request.start } = request.known;
    if (refusal.totalBytes !== request.start || totalBytes !== request.start) {
      throw new CannotContinueError(texts.lengthChanged);
    }
    // All of it had arrived, from a store that did not state the length.
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
  if (start > 0) throw new CannotContinueError(texts.wholeInsteadOfRest);
  validateSameness(known, facts);
  return { facts, start: 0, end: facts.totalBytes, body };
}

function readPart({ headers, body }: HttpStream, { start, known }: ReadRequest): StoreResponse {
  validateEncoding(headers['content-encoding']);
  const part = parseContentRange(headers['content-range']);
  if (part?.range?.start !== start) {
    throw new CannotContinueError(texts.otherPart);
  }
  const facts = readObjectFacts(headers, part.totalBytes);
  validateSameness(known, facts);
  return { facts, start, end: part.range.end, body };
}

function validateSameness(known: ObjectFacts | undefined, facts: ObjectFacts): void {
  if (known === undefined || isSameObject(known, facts)) return;
  throw new CannotContinueError(
    hasIdentity(known) && hasIdentity(facts) ? texts.replaced : texts.notComparable,
  );
}

function validateEncoding(encoding = 'identity'): void {
  if (encoding === 'identity') return;
  throw raiseStoreError('EncodedBody', { message: texts.encoded(toPlainText(encoding)) });
}

const errorPageBytes = 16_384;

/** As much of an error page as it takes to find the code. */
async function readStart(body: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const take = (chunk: Buffer): ChunkTaken => {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    return sizeBytes < errorPageBytes ? undefined : 'enough';
  };
  // If it breaks off, the status is enough.
  await receiveBody(body, { take, toError: (error) => error as Error }).catch(() => undefined);
  return Buffer.concat(chunks).toString('utf8', 0, errorPageBytes);
}
