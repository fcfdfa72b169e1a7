import type { Clock } from '../base/context.ts';
import { createRetryBudget, type RetryBudget, type RetryPolicy } from './retry-budget.ts';

/** What the caller makes of a failed attempt. */
export interface RetryAdvice {
  /** Whether another attempt may succeed. */
  readonly retry: boolean;
  /** The delay that the server asked for, in milliseconds. */
  readonly afterMs?: number | undefined;
}

interface RetryFacts {
  /** Failures in a row, this one included. */
  readonly failures: number;
  /** Gives up at this many failures in a row. */
  readonly maxFailures: number;
  readonly delayMs: number;
}

export interface RetryInfo extends RetryFacts {
  readonly error: unknown;
}

/** A retry, as reported in events. */
export interface RetryEvent extends RetryFacts {
  readonly type: 'retry';
  readonly code: string;
  readonly message: string;
}

export interface RetryOptions {
  /** Whether to try again after `error`. Not called for an abort. */
  readonly advise: (error: unknown) => RetryAdvice;
  /** Called before each delay. */
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
  /** Default: `defaultRetryPolicy`. Ignored with a `budget`. */
  readonly policy?: RetryPolicy | undefined;
  /** A budget that the caller resets itself, for instance with each byte that arrives. */
  readonly budget?: RetryBudget | undefined;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Epoch milliseconds: no attempt is begun at or after it. It does not cut an attempt short. */
  readonly deadlineAt?: number | undefined;
}

/**
 * Makes attempts until one succeeds, counted from 1.
 *
 * A delay that would end at or past `deadlineAt` is shortened to leave time for one more attempt, unless the
 * server asked for that delay or too little time is left.
 *
 * @throws the last attempt's error when it is not worth a retry, the budget is spent, or no further
 *   attempt can be made in time; `signal.reason` as soon as the signal is aborted
 */
export async function retry<T>(
  attempt: (attemptNumber: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { advise, onRetry, policy, clock, random, signal } = options;
  const budget = options.budget ?? createRetryBudget({ clock, random, policy });
  for (let attemptNumber = 1; ; attemptNumber++) {
    signal.throwIfAborted();
    try {
      return await attempt(attemptNumber);
    } catch (error) {
      signal.throwIfAborted();
      const advice = advise(error);
      const allowedMs = advice.retry ? budget.recordFailure(advice.afterMs) : undefined;
      const delayMs = fitDelay(allowedMs, advice, options);
      if (delayMs === undefined) throw error;
      const { failures, maxFailures } = budget;
      onRetry?.({ failures, maxFailures, delayMs, error });
      await clock.sleep(delayMs, { signal });
    }
  }
}

/** An attempt with less time than this before the deadline is not worth making. */
const shortestAttemptMs = 500;

function fitDelay(
  delayMs: number | undefined,
  advice: RetryAdvice,
  { clock, deadlineAt }: RetryOptions,
): number | undefined {
  if (delayMs === undefined || deadlineAt === undefined) return delayMs;
  const longestMs = deadlineAt - shortestAttemptMs - clock.now();
  if (delayMs <= longestMs) return delayMs;
  return advice.afterMs === undefined && longestMs > 0 ? longestMs : undefined;
}
