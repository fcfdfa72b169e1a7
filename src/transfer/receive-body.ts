import type { IncomingMessage } from 'node:http';

/**
 * What becomes of a chunk: `undefined`, the next one may come; a promise, it may come then; `enough`,
 * the rest is not wanted.
 */
export type ChunkTaken = Promise<unknown> | 'enough' | undefined;

export interface BodyReader {
  readonly take: (chunk: Buffer) => ChunkTaken;
  /** What the connection's error is to be thrown as. */
  readonly toError: (error: unknown) => Error;
}

/**
 * Reads a body to its end by its events: 65 000 chunks to the gigabyte are too many for a promise
 * each. Destroys it where the rest is not wanted or `take` fails.
 *
 * @throws what `take` throws; the body's own errors by way of `toError`, also where it ends before it
 *   is complete
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
