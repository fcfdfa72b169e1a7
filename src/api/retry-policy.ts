import type { Clock } from '../base/context.ts';
import { isSiemExportError } from '../base/errors.ts';
import { NetworkError } from '../network/network-error.ts';
import type { Limiter } from '../waiter/limiter.ts';
import type { RetryAdvice, RetryOptions } from '../waiter/retry.ts';
import { ApiError } from './api-error.ts';
import type { Retry } from './error-codes/api-code.ts';
import type { ApiEvent } from './export-task.ts';
import type { CallKind } from './export-family.ts';
import type { Sender } from './sender.ts';

export interface RetryPolicyOptions {
  readonly kind: CallKind;
  readonly clock: Clock;
  readonly sender: Pick<Sender, 'correctClock'>;
  readonly limiter?: Limiter | undefined;
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
}

/** Each correction allows one more attempt of a call. */
type Correction = Exclude<Retry, 'no' | 'yes'>;

/** Decides about the failed attempts of one call. */
export function createRetryPolicy(
  options: RetryPolicyOptions,
): Pick<RetryOptions, 'advise'> & Required<Pick<RetryOptions, 'onRetry'>> {
  const { kind, limiter, onEvent } = options;
  const corrected = new Set<Correction>();
  const correct = (error: ApiError, correction: Correction): RetryAdvice => {
    if (corrected.has(correction) || !canCorrect(error, correction, options)) {
      return { retry: false };
    }
    corrected.add(correction);
    return { retry: true, afterMs: 0 };
  };
  return {
    advise(error) {
      if (error instanceof NetworkError) {
        const surelyNotRun = error.phase === 'before-sending';
        return { retry: error.retryable && (kind === 'get' || surelyNotRun) };
      }
      if (!(error instanceof ApiError)) return { retry: false };
      if (error.code.includes('Throttling')) limiter?.slowDown(error.retryAfterMs ?? 0);
      const how = error.entry[kind];
      if (how === 'no') return { retry: false };
      if (how !== 'yes') return correct(error, how);
      return { retry: true, afterMs: error.retryAfterMs };
    },
    onRetry({ failures, maxFailures, delayMs, error }) {
      if (!isSiemExportError(error)) return;
      const { code, message } = error;
      onEvent?.({ type: 'retry', failures, maxFailures, delayMs, code, message });
    },
  };
}

/** @returns whether another attempt can succeed */
function canCorrect(error: ApiError, correction: Correction, options: RetryPolicyOptions): boolean {
  if (correction !== 'correct-clock') return true;
  if (error.serverTime === undefined) return false;
  options.sender.correctClock(error.serverTime - options.clock.now());
  return true;
}
