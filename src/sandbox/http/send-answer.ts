import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Clock } from '../../base/context.ts';
import type { Effects } from '../schema/fault-schema.ts';
import type { Answer } from './answer.ts';
import { cutConnection, findCut } from './cut.ts';
import { createPacer } from './pacer.ts';

export interface SendOptions {
  readonly effects: Effects;
  /** The server's clock. */
  readonly clock: Clock;
  /** Aborted when the connection is gone. */
  readonly signal: AbortSignal;
}

/**
 * Sends an answer, with all that goes wrong on its way, until the body is out or has been cut.
 * @throws the signal's reason
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  options: SendOptions,
): Promise<void> {
  const { effects, clock, signal } = options;
  response.sendDate = false;
  response.writeHead(answer.status, formatHeaders(answer, effects, clock));
  if (response.req.method === 'HEAD' || answer.status === 304) {
    response.end();
    return;
  }
  const cut = findCut(effects);
  const pacer = createPacer(effects.bytesPerSecond, { clock, signal });
  let left = cut?.atByte ?? Infinity;
  for await (const piece of readPieces(answer, effects)) {
    for (const part of pacer.split(piece.subarray(0, left))) {
      if (!response.write(part)) await once(response, 'drain', { signal });
      await pacer.pause(part.length);
    }
    left -= piece.length;
    if (left <= 0) break;
  }
  signal.throwIfAborted();
  if (cut !== undefined && left <= 0) await cutConnection(response, cut.kind);
  else endAnswer(response, effects);
}

function endAnswer(response: ServerResponse, { contentLengthOff }: Effects): void {
  const { socket } = response;
  response.end(() => {
    // A client that was told another length can't find the end of the body, nor the next answer.
    if (contentLengthOff !== undefined) socket?.end();
  });
}

function readPieces(
  { body }: Answer,
  { gzip }: Effects,
): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  const pieces = body.read(0, body.sizeBytes);
  return gzip === true ? Readable.from(pieces, { objectMode: false }).pipe(createGzip()) : pieces;
}

/** The answer's headers, what every answer has, and what faults make of both. */
function formatHeaders(answer: Answer, effects: Effects, clock: Clock): Record<string, string> {
  const headers = new Map<string, readonly [name: string, value: string]>();
  const set = (name: string, value: string | null): void => {
    if (value === null) headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), [name, value]);
  };
  set('Date', new Date(clock.now()).toUTCString());
  for (const [name, value] of Object.entries(answer.headers)) set(name, value);
  if (effects.gzip === true) {
    set('Content-Encoding', 'gzip');
    for (const name of ['ETag', 'Accept-Ranges', 'Content-MD5']) set(name, null);
  } else if (effects.noLength !== true && answer.status !== 304) {
    set('Content-Length', String(answer.body.sizeBytes + (effects.contentLengthOff ?? 0)));
  }
  for (const [name, value] of Object.entries(effects.headers ?? {})) set(name, value);
  return Object.fromEntries(headers.values());
}
