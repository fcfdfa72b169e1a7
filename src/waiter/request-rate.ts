/**
 * Requests a second, as times at which the next one may begin (a token bucket that holds one token).
 * All times are epoch milliseconds. Pure: it knows no clock.
 */
export interface RequestRate {
  /** Milliseconds until a request may begin, when `ahead` others begin before it; 0: now. */
  delayMs(now: number, ahead?: number): number;
  /** A request begins now. */
  take(now: number): void;
  /** Nothing may begin for `ms` milliseconds; then at half the rate, growing back within a minute. */
  slowDown(now: number, ms: number): void;
}

/**
 * Timers fire late, and at high rates what is lost must be made up for: up to this many milliseconds'
 * worth of requests may begin together. At rates up to 20 a second that is one request: never a burst.
 */
const burstMs = 50;
const recoveryMs = 60_000;
/** However often the service throttles, this share of the rate stays. */
const smallestShare = 1 / 32;
/** Several requests in flight are throttled together: that is one reason to slow down, not several. */
const sameEventMs = 1000;

export function createRequestRate(perSecond: number): RequestRate {
  let nextAt = -Infinity;
  let share = 1;
  let resumedAt = -Infinity;
  let slowedAt = -Infinity;

  function shareAt(now: number): number {
    return Math.min(1, share + Math.max(0, now - resumedAt) / recoveryMs);
  }
  function intervalMs(now: number): number {
    return 1000 / (perSecond * shareAt(now));
  }
  function earliestAt(now: number): number {
    return Math.max(nextAt, resumedAt, now - Math.max(0, burstMs - intervalMs(now)));
  }
  return {
    delayMs: (now, ahead = 0) => Math.max(0, earliestAt(now) + ahead * intervalMs(now) - now),
    take(now) {
      nextAt = earliestAt(now) + intervalMs(now);
    },
    slowDown(now, ms) {
      if (now - slowedAt >= sameEventMs) {
        share = Math.max(smallestShare, shareAt(now) / 2);
        slowedAt = now;
      }
      resumedAt = Math.max(resumedAt, now + Math.max(0, ms));
    },
  };
}
