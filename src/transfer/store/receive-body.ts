import type { IncomingMessage } from 'node:http';

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
