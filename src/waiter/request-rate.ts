/**
 * Requests a second, as the time at which the next one may begin: a token bucket that holds one token.
 * All times are epoch milliseconds. The caller passes the time; if it goes back, what is remembered moves with it.
 */
export interface RequestRate {
  /** Requests a second at that moment. */
  perSecondAt(now: number): number;
  /** Milliseconds until a request may begin; 0: now. */
  delayMs(now: number): number;
  /** A request begins now. */
  take(now: number): void;
  /**
   * Nothing may begin for `ms` milliseconds, 60 000 at most; then at half the rate, which grows back
   * within a minute.
   */
  slowDown(now: number, ms: number): void;
}

/**
 * Timers fire late, and high rates must catch up: requests of up to this many milliseconds may begin
 * together. At rates up to 20 a second that is one request: never a burst.
 */
const burstMs = 50;
const recoveryMs = 60_000;
const longestPauseMs = 60_000;
/** However often the service throttles, this share of the rate remains. */
const smallestShare = 1 / 32;
/** Several requests in flight are throttled together: slow down once, not once for each. */
const sameEventMs = 1000;

export function createRequestRate(perSecond: number): RequestRate {
  let seenAt = -Infinity;
  let nextAt = -Infinity;
  let resumedAt = -Infinity;
  let slowedAt = -Infinity;
  let share = 1;

  function see(now: number): void {
    const setBackMs = seenAt - now;
    if (setBackMs > 0) {
      nextAt -= setBackMs;
      resumedAt -= setBackMs;
      slowedAt -= setBackMs;
    }
    seenAt = now;
  }
  function shareAt(now: number): number {
    return Math.min(1, share + Math.max(0, now - resumedAt) / recoveryMs);
  }
  function intervalMs(now: number): number {
    return 1000 / (perSecond * shareAt(now));
  }
  function slackMs(now: number): number {
    return Math.max(0, burstMs - intervalMs(now));
  }
  function earliestAt(now: number): number {
    see(now);
    return Math.max(nextAt, resumedAt, now - slackMs(now));
  }
  return {
    perSecondAt: (now) => perSecond * shareAt(now),
    delayMs: (now) => Math.max(0, earliestAt(now) - now),
    take(now) {
      // Slightly slower than the rate, to keep within it over any second, bursts included.
      nextAt = earliestAt(now) + intervalMs(now) * (1 + slackMs(now) / 1000);
    },
    slowDown(now, ms) {
      see(now);
      if (now - slowedAt >= sameEventMs) {
        share = Math.max(smallestShare, shareAt(now) / 2);
        slowedAt = now;
      }
      resumedAt = Math.max(resumedAt, now + (ms > 0 ? Math.min(ms, longestPauseMs) : 0));
    },
  };
}
