import type { Clock } from '../base/context.ts';

/** Holds the mean over all connections to a number of bytes a second. */
export interface RateLimit {
  /**
   * Counts bytes that arrived; a promise where the next ones have to wait.
   * @param signal ends the wait; it has to be aborted where nobody waits any more
   */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined;
}

/** Shorter waits are put off: timers are too coarse for them. */
const shortestSleepMs = 20;
/** What was not used is made up for, up to this much; more would be a burst. */
const longestCreditMs = 50;

/** @param options.bytesPerSecond undefined: no limit */
export function createRateLimit(options: {
  readonly bytesPerSecond: number | undefined;
  readonly clock: Clock;
}): RateLimit {
  const { bytesPerSecond, clock } = options;
  if (bytesPerSecond === undefined) return { take: () => undefined };
  /** When all that has arrived so far would be due. */
  let dueAt: number | undefined;
  return {
    take(bytes, signal) {
      const now = clock.now();
      dueAt = Math.max(dueAt ?? now, now - longestCreditMs) + (bytes / bytesPerSecond) * 1000;
      const aheadMs = dueAt - now;
      return aheadMs < shortestSleepMs ? undefined : clock.sleep(aheadMs, { signal });
    },
  };
}
