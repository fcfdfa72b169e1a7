import type { Clock } from '../base/context.ts';

/** How long to keep trying, and how far apart. */
export interface RetryPolicy {
  /** Gives up at this many failures in a row. */
  readonly maxFailures: number;
  /** Gives up when failures have gone on for this long. */
  readonly maxElapsedMs: number;
  /** No delay is shorter. */
  readonly minDelayMs: number;
  /** No delay that the tool chooses is longer. */
  readonly maxDelayMs: number;
  /** No delay that the server asks for is longer. */
  readonly maxServerDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxFailures: 8,
  maxElapsedMs: 5 * 60_000,
  minDelayMs: 500,
  maxDelayMs: 30_000,
  maxServerDelayMs: 60_000,
};

/** A question that somebody waits for is answered sooner, also if the answer is an error. */
export const questionRetries = 3;

/** @param retries failures in a row before a request is given up; 0 and 1: it is sent once */
export function limitRetries(
  retries: number | undefined,
  policy = defaultRetryPolicy,
): RetryPolicy {
  return retries === undefined ? policy : { ...policy, maxFailures: Math.max(1, retries) };
}

/** Counts failures in a row, and says how long to wait after each. */
export interface RetryBudget {
  /** Failures since the start, or since `reset`. */
  readonly failures: number;
  /** Gives up at this many failures in a row. */
  readonly maxFailures: number;
  /**
   * Counts one more failure.
   * @param afterMs the delay that the server asked for
   * @returns milliseconds until the next attempt, or undefined: give up
   */
  recordFailure(afterMs?: number): number | undefined;
  /** Something succeeded: the count starts again. */
  reset(): void;
}

export interface RetryBudgetOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Default: `defaultRetryPolicy`. */
  readonly policy?: RetryPolicy | undefined;
}

export function createRetryBudget(options: RetryBudgetOptions): RetryBudget {
  const { clock, random, policy = defaultRetryPolicy } = options;
  let failures = 0;
  let firstFailureAt = 0;
  return {
    get failures() {
      return failures;
    },
    maxFailures: policy.maxFailures,
    recordFailure(afterMs) {
      const now = clock.now();
      failures += 1;
      if (failures === 1) firstFailureAt = now;
      if (failures >= policy.maxFailures || now - firstFailureAt >= policy.maxElapsedMs) {
        return undefined;
      }
      return afterMs === undefined
        ? calculateBackoff(failures, random, policy)
        : clamp(afterMs, policy.minDelayMs, policy.maxServerDelayMs);
    },
    reset() {
      failures = 0;
    },
  };
}

/**
 * Full jitter: uniform between the shortest delay and a ceiling that doubles with each failure. Clients that
 * failed together do not retry together.
 */
function calculateBackoff(failures: number, random: () => number, policy: RetryPolicy): number {
  const { minDelayMs, maxDelayMs } = policy;
  const ceilingMs = Math.min(maxDelayMs, minDelayMs * 2 ** failures);
  return minDelayMs + random() * (ceilingMs - minDelayMs);
}

/** A server's number may be anything; NaN becomes the minimum. */
function clamp(value: number, min: number, max: number): number {
  return value > min ? Math.min(value, max) : min;
}
