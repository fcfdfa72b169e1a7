import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/context.ts';
import { networkCodes } from '../network/codes.ts';
import { NetworkError } from '../network/network-error.ts';
import { text } from './texts.ts';

/** A body that stands still for this long is cut, to be resumed over another connection. */
const stallMs = 30_000;

/**
 * Cuts a body that stands still while it is read; not one that is paused or not yet read, for then it
 * is we who keep the store waiting.
 * Ends by itself when the body is closed.
 * @returns to be called for each chunk
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
  const message = text((texts) => texts.stoodStill(stallMs / 1000));
  return new NetworkError('TransferStalled', networkCodes.ETIMEDOUT, {
    message,
    hint: null,
    phase: 'after-sending',
  });
}
