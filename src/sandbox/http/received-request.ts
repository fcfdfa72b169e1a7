import type { IncomingMessage } from 'node:http';

/** A request as it arrived, before anything was made of it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** Names and values as sent, in order; each character of a value is one byte (latin1). */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** A form of some parameters is far shorter; what is recorded must not grow without bounds. */
const longestBodyBytes = 256 * 1024;

/**
 * Reads the whole request. A longer body is read on and dropped, so that the client gets its answer.
 * @throws the socket's error when the client goes away before the end
 */
export async function readRequest(request: IncomingMessage): Promise<ReceivedRequest> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    sizeBytes += piece.length;
    if (sizeBytes <= longestBodyBytes) pieces.push(piece);
  }
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: pairHeaders(request.rawHeaders),
    body: Buffer.concat(pieces),
  };
}

/** All values of a header, trimmed. `name`: lower case. */
export function headerValues(
  { headers }: Pick<ReceivedRequest, 'headers'>,
  name: string,
): string[] {
  return headers
    .filter(([key]) => key.length === name.length && key.toLowerCase() === name)
    .map(([, value]) => value.trim());
}

/** The value of a header, or undefined where there is none; of a repeated one the first. */
export function headerValue(
  request: Pick<ReceivedRequest, 'headers'>,
  name: string,
): string | undefined {
  return headerValues(request, name)[0];
}

/** Path and query of a target; the query without its question mark, undefined where there is none. */
export function splitTarget(target: string): { path: string; query: string | undefined } {
  const at = target.indexOf('?');
  return at < 0
    ? { path: target, query: undefined }
    : { path: target.slice(0, at), query: target.slice(at + 1) };
}

function pairHeaders(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return pairs;
}
