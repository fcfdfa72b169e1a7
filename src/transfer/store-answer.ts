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
import { CannotContinue, parseRefusal, toStoreError } from './store-error.ts';
import { text } from './texts.ts';

/** Bytes of the object, from the place that was asked for. */
export interface StoreAnswer {
  readonly facts: ObjectFacts;
  /** Where the body begins in the object. */
  readonly start: number;
  /** Where it ends; undefined where the store does not say. */
  readonly end: number | undefined;
  readonly body: IncomingMessage;
}

/** What was asked for. */
export interface Asked {
  readonly start: number;
  /** The object that earlier bytes came from; undefined: there are none. */
  readonly known: ObjectFacts | undefined;
  /** Knows what of the Link is a secret: an error page may repeat it. */
  readonly redactor: Redactor;
}

/**
 * Takes an answer for what it is. OSS answers a range that it cannot serve with 200 and the whole
 * object: status and place are looked at, not trusted.
 *
 * @throws CannotContinue where it does not fit to the bytes that are there; SiemExportError for all
 *   that is not the file. The body is read or destroyed then.
 */
export async function readStoreAnswer(stream: HttpStream, asked: Asked): Promise<StoreAnswer> {
  const { status, headers, body } = stream;
  try {
    if (status === 200) return readWhole(stream, asked);
    if (status === 206) return readPart(stream, asked);
    const page = asked.redactor.redact(await readStart(body));
    const refusal = parseRefusal(status, headers, page);
    if (status !== 416 || asked.known === undefined) throw toStoreError(refusal);
    const { totalBytes = asked.start } = asked.known;
    if (refusal.totalBytes !== asked.start || totalBytes !== asked.start) {
      throw new CannotContinue((texts) => texts.otherLength);
    }
    // All of it had arrived, from a store that had not said how much that is.
    const facts = { ...asked.known, totalBytes: asked.start };
    return { facts, start: asked.start, end: asked.start, body };
  } catch (error) {
    body.destroy();
    throw error;
  }
}

function readWhole({ headers, body }: HttpStream, { start, known }: Asked): StoreAnswer {
  validateEncoding(headers['content-encoding']);
  const facts = readObjectFacts(headers, readContentLength(headers));
  if (start > 0) throw new CannotContinue((texts) => texts.wholeForRest);
  validateSameness(known, facts);
  return { facts, start: 0, end: facts.totalBytes, body };
}

function readPart({ headers, body }: HttpStream, { start, known }: Asked): StoreAnswer {
  validateEncoding(headers['content-encoding']);
  const part = parseContentRange(headers['content-range']);
  if (part?.range?.start !== start) {
    throw new CannotContinue((texts) => texts.otherPart);
  }
  const facts = readObjectFacts(headers, part.totalBytes);
  validateSameness(known, facts);
  return { facts, start, end: part.range.end, body };
}

function validateSameness(known: ObjectFacts | undefined, facts: ObjectFacts): void {
  if (known === undefined || isSameObject(known, facts)) return;
  throw new CannotContinue((texts) =>
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
