import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../base/context.ts';
import { defaultRequestTimeoutMs } from '../../network/http-client.ts';
import { NetworkError } from '../../network/network-error.ts';
import { storeCodes } from './codes.ts';
import { texts } from './texts.ts';

/** When the next chunk may come: at once, when the promise resolves, or `enough`: never. */
export type ChunkTaken = Promise<unknown> | 'enough' | undefined;

export interface BodyReader {
  readonly take: (chunk: Buffer) => ChunkTaken;
  /** Makes an error that may be printed from the connection's error. */
  readonly toError: (error: unknown) => Error;
}

/**
 * Reads a body by its events: one promise for each of the 65 000 chunks of a gigabyte is slow.
 * Destroys the body after `enough` or when `take` fails.
 *
 * @throws what `take` throws; the body's errors, and an early end, through `toError`
 */
export function receiveBody(body: IncomingMessage, { take, toError }: BodyReader): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(error);
      body.destroy();
    };
    const onData = (chunk: Buffer): void => {
      const taken = take(chunk);
      if (taken === undefined) return;
      if (taken === 'enough') {
        body.off('data', guarded);
        resolve();
        body.destroy();
        return;
      }
      body.pause();
      taken.then(() => body.resume(), fail);
    };
    const guarded = (chunk: Buffer): void => {
      try {
        onData(chunk);
      } catch (error) {
        fail(error as Error);
      }
    };
    const onBroken = (error: unknown): void => {
      fail(toError(error));
    };
    body.on('error', onBroken);
    body.once('end', resolve);
    body.once('close', () => {
      if (!body.complete) onBroken(createCutError());
    });
    if (body.closed) onBroken(body.errored ?? createCutError());
    else body.on('data', guarded);
  });
}

function createCutError(): Error {
  return Object.assign(new Error('the body ended early'), { code: 'ECONNRESET' });
}

/**
 * Destroys a body that stalls for `stallMs` while it is read, to be resumed over another connection. A body that is paused or not yet read does not count:
 * then the store waits for the reader. Ends when the body is closed.
 * @returns a function to call for each chunk
 */
export function watchForStall(
  body: IncomingMessage,
  {
    clock,
    stallMs = defaultRequestTimeoutMs,
  }: { readonly clock: Clock; readonly stallMs?: number | undefined },
): () => void {
  let lastAt = clock.now();
  const closed = new AbortController();
  const watch = async (): Promise<void> => {
    for (;;) {
      const leftMs = lastAt + stallMs - clock.now();
      if (leftMs <= 0) break;
      await clock.sleep(leftMs, { signal: closed.signal });
      if (body.readableFlowing !== true) lastAt = clock.now();
    }
    body.destroy(createStallError(stallMs));
  };
  body.once('close', () => {
    closed.abort();
  });
  if (!body.closed) watch().catch(() => undefined);
  return () => {
    lastAt = clock.now();
  };
}

function createStallError(stallMs: number): NetworkError {
  const message = texts.stalled(stallMs / 1000);
  return new NetworkError('TransferStalled', storeCodes.TransferStalled, {
    message,
    phase: 'after-sending',
  });
}
