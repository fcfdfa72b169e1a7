import { SiemExportError } from '../base/errors.ts';
import { NetworkError } from '../network/network-error.ts';
import { ApiError } from './api-error.ts';
import { createAnswerLost } from './error-codes/classify-error.ts';

/**
 * The error of a CreateExportTask that the service may have run all the same: it says so, and to look
 * before trying again. CreateExportTask has no idempotency key. Any other error comes back as it is.
 */
export function toCreateError(error: unknown): unknown {
  const hint = createAnswerLost.advice.en;
  if (error instanceof NetworkError && error.phase === 'after-sending') {
    const message = `${createAnswerLost.cause.en}; ${error.message}`;
    return new SiemExportError('CreateAnswerLost', 'unavailable', message, { hint, cause: error });
  }
  if (!(error instanceof ApiError) || !mayHaveRun(error)) return error;
  const { requestId, status } = error;
  const facts = { hint, requestId, status };
  if (error.code !== 'UnreadableAnswer') {
    return new SiemExportError(error.code, 'unavailable', error.message, facts);
  }
  const message = `${createAnswerLost.cause.en}; ${error.message}`;
  return new SiemExportError('CreateAnswerLost', 'unavailable', message, facts);
}

/** An error that would be worth a retry if a second task did no harm. */
function mayHaveRun({ entry }: ApiError): boolean {
  return entry.create === 'no' && entry.get !== 'no';
}
