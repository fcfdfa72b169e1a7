import type { Clock } from '../base/context.ts';
import type { TransferEvent } from './download-request.ts';

/** Counts what arrives, tells of it now and then, and knows the pace. */
export interface Progress {
  /** Bytes that are there, those of an earlier run included. */
  readonly receivedBytes: number;
  add(bytes: number): void;
  /** Tells where things stand, however recently that was told. */
  flush(): void;
  /** Milliseconds that so many bytes will take at the pace so far; 0 while nothing is known. */
  estimateMs(bytes: number): number;
}

/** A bar cannot show more, and a listener for each chunk would cost more than the transfer. */
const intervalMs = 100;

export function createProgress(options: {
  readonly resumedFrom: number;
  readonly totalBytes: number | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly onEvent: ((event: TransferEvent) => void) | undefined;
}): Progress {
  const { resumedFrom, totalBytes = null, clock, onEvent } = options;
  const startedAt = clock.now();
  let receivedBytes = resumedFrom;
  let toldAt = startedAt;
  const tell = (now: number): void => {
    toldAt = now;
    onEvent?.({ type: 'progress', receivedBytes, totalBytes });
  };
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    add(bytes) {
      receivedBytes += bytes;
      const now = clock.now();
      if (now - toldAt >= intervalMs) tell(now);
    },
    flush() {
      tell(clock.now());
    },
    estimateMs(bytes) {
      const perMs = (receivedBytes - resumedFrom) / (clock.now() - startedAt);
      return perMs > 0 && Number.isFinite(perMs) ? bytes / perMs : 0;
    },
  };
}
