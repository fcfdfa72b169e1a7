import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../base/context.ts';
import { NetworkError } from '../../network/network-error.ts';
import { storeCodes } from './codes.ts';
import { texts } from './texts.ts';

/** A body without data for this long is destroyed, and resumed over another connection. */
const stallMs = 30_000;

/**
 * Destroys a body that stalls while it is read. A body that is paused or not yet read does not count:
 * then the store waits for the reader. Ends when the body is closed.
 * @returns a function to call for each chunk
 */
export function watchForStall(body: IncomingMessage, clock: Clock): () => void {
  let lastAt = clock.now();
  const closed = new AbortController();
  const watch = async (): Promise<void> => {
    for (;;) {
      const leftMs = lastAt + stallMs - clock.now();
      if (leftMs <= 0) break;
      await clock.sleep(leftMs, { signal: closed.signal });
      if (body.readableFlowing !== true) lastAt = clock.now();
    }
    body.destroy(createStallError());
  };
  body.once('close', () => {
    closed.abort();
  });
  if (!body.closed) watch().catch(() => undefined);
  return () => {
    lastAt = clock.now();
  };
}

function createStallError(): NetworkError {
  const message = texts.stalled(stallMs / 1000);
  return new NetworkError('TransferStalled', storeCodes.TransferStalled, {
    message,
    phase: 'after-sending',
  });
}
