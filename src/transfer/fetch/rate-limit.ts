import type { Clock } from '../../base/context.ts';

/** Limits the mean rate of all connections together. */
export interface RateLimit {
  /**
   * Counts bytes that arrived.
   * @param signal ends the wait; abort it when the transfer ends
   * @returns a promise if the next bytes have to wait
   */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined;
}

/** Shorter waits are postponed: timers are too coarse. */
const shortestSleepMs = 20;
/** Unused time counts up to this much; more would be a burst. */
const longestCreditMs = 50;

/** @param options.bytesPerSecond undefined: no limit */
export function createRateLimit(options: {
  readonly bytesPerSecond: number | undefined;
  readonly clock: Clock;
}): RateLimit {
  const { bytesPerSecond, clock } = options;
  if (bytesPerSecond === undefined) return { take: () => undefined };
  /** When the bytes so far would have arrived at the limit. */
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
