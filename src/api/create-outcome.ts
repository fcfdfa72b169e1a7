import { DeadlineReachedError } from '../base/deadline.ts';
import { isSiemExportError, type SiemExportError } from '../base/errors.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { NetworkError } from '../network/network-error.ts';
import { ApiError } from './api-error.ts';
import { apiCodes, raise } from './codes.ts';
import { texts } from './texts.ts';

/** Called when the request of a create is sent, and when its response arrives. */
export interface CreateWatch {
  readonly onSending: () => void;
  readonly onResponse: () => void;
}

/**
 * Makes a call of CreateExportTask, which has no idempotency key. If the service may have created the
 * task and no usable response arrived, the error says so and advises to check before another try.
 * @param create must notify `watch` of each attempt
 */
export async function guardCreate<T>(create: (watch: CreateWatch) => Promise<T>): Promise<T> {
  const request = { isOnItsWay: false };
  const watch = {
    onSending: () => {
      request.isOnItsWay = true;
    },
    onResponse: () => {
      request.isOnItsWay = false;
    },
  };
  try {
    return await create(watch);
  } catch (error) {
    if (isSiemExportError(error)) throw toCreateError(error);
    throw request.isOnItsWay ? createStoppedError(error) : error;
  }
}

function toCreateError(error: SiemExportError): SiemExportError {
  const { message: reason } = error.texts;
  const { cause, advice } = apiCodes.CreateAnswerLost;
  if (error instanceof NetworkError && error.phase === 'after-sending') {
    const message = texts.becauseOf(cause, reason, error.code);
    return raise('CreateAnswerLost', { message, cause: error });
  }
  if (!(error instanceof ApiError) || !mayHaveRun(error)) return error;
  if (error.code !== 'UnreadableAnswer') return error.with({ hint: advice });
  const { requestId, status } = error;
  return raise('CreateAnswerLost', { message: texts.because(cause, reason), requestId, status });
}

/** @param reason why the signal was aborted */
function createStoppedError(reason: unknown): SiemExportError {
  if (reason instanceof DeadlineReachedError) {
    return raise('CreateAnswerLost', { message: texts.createOutOfTime });
  }
  const signalName = reason instanceof InterruptionError ? reason.signalName : undefined;
  return raise('CreateAnswerLost', {
    message: texts.createInterrupted(signalName),
    exit: signalName === 'SIGTERM' ? 'terminated' : 'interrupted',
  });
}

/** The error would be retried, were it not for the risk of a second task. */
function mayHaveRun({ entry }: ApiError): boolean {
  return entry.create === 'no' && entry.get !== 'no';
}
