import type { Clock } from '../base/context.ts';
import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import { NetworkError } from '../network/network-error.ts';
import type { Limiter } from '../waiter/limiter.ts';
import type { RetryAdvice, RetryOptions } from '../waiter/retry.ts';
import { ApiError } from './answer.ts';
import type { Retry } from './error-codes.ts';
import type { ApiEvent } from './export-task.ts';

/** What the answers of a run have taught: how far this machine's clock is off, and that keys are stale. */
export interface CallState {
  clockOffsetMs: number;
  renewCredentials: boolean;
}

export interface AdviserOptions {
  readonly kind: 'get' | 'create';
  readonly state: CallState;
  readonly clock: Clock;
  readonly limiter: Limiter | undefined;
  readonly onEvent: ((event: ApiEvent) => void) | undefined;
}

/** The service remembers nothing of a corrected call: each correction is worth one more attempt. */
type Correction = Exclude<Retry, 'no' | 'yes'>;

/** What to make of the failed attempts of one call. */
export function createAdviser(
  options: AdviserOptions,
): Pick<RetryOptions, 'advise'> & Required<Pick<RetryOptions, 'onRetry'>> {
  const corrected = new Set<Correction>();

  const correct = (error: ApiError, correction: Correction): RetryAdvice => {
    if (corrected.has(correction) || !prepare(error, correction, options)) return { retry: false };
    corrected.add(correction);
    return { retry: true, afterMs: 0 };
  };

  return {
    advise(error) {
      if (error instanceof NetworkError) {
        const surelyNotRun = error.phase === 'before-sending';
        return { retry: error.retryable && (options.kind === 'get' || surelyNotRun) };
      }
      if (!(error instanceof ApiError)) return { retry: false };
      const how = error.entry[options.kind];
      if (how === 'no') return { retry: false };
      if (how !== 'yes') return correct(error, how);
      if (error.retryAfterMs !== undefined) options.limiter?.slowDown(error.retryAfterMs);
      return { retry: true, afterMs: error.retryAfterMs };
    },
    onRetry({ failures, delayMs, error }) {
      const known = isSiemExportError(error)
        ? error
        : new SiemExportError('Unknown', 'unavailable', String(error));
      const { code, message } = known;
      options.onEvent?.({ type: 'retry', failures, delayMs, code, message });
    },
  };
}

/** @returns whether another attempt can end otherwise */
function prepare(error: ApiError, correction: Correction, options: AdviserOptions): boolean {
  const { state, clock, onEvent } = options;
  switch (correction) {
    case 'correct-clock': {
      if (error.serverTime === undefined) return false;
      state.clockOffsetMs = error.serverTime - clock.now();
      onEvent?.({ type: 'clock-corrected', offsetMs: state.clockOffsetMs });
      return true;
    }
    case 'renew-credentials':
      state.renewCredentials = true;
      return true;
    case 'new-nonce':
      return true;
  }
}
