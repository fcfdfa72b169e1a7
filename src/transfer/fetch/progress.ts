import type { Clock } from '../../base/context.ts';
import type { TransferEvent } from '../download-request.ts';

/** Counts bytes, reports them now and then, and estimates times. */
export interface Progress {
  /** Includes the bytes of an earlier run. */
  readonly receivedBytes: number;
  add(bytes: number): void;
  /** Reports the count now. */
  flush(): void;
  /** Milliseconds for so many bytes at the pace so far; 0 if it is unknown. */
  estimateMs(bytes: number): number;
}

/** A bar shows no more, and an event for each chunk would take longer than the transfer. */
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
  let reportedAt = startedAt;
  const report = (now: number): void => {
    reportedAt = now;
    onEvent?.({ type: 'progress', receivedBytes, totalBytes });
  };
  return {
    get receivedBytes() {
      return receivedBytes;
    },
    add(bytes) {
      receivedBytes += bytes;
      const now = clock.now();
      if (now - reportedAt >= intervalMs) report(now);
    },
    flush() {
      report(clock.now());
    },
    estimateMs(bytes) {
      const perMs = (receivedBytes - resumedFrom) / (clock.now() - startedAt);
      return perMs > 0 && Number.isFinite(perMs) ? bytes / perMs : 0;
    },
  };
}
