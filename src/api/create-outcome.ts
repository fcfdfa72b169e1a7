import { DeadlineReachedError } from '../base/deadline.ts';
import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { NetworkError } from '../network/network-error.ts';
import { ApiError } from './api-error.ts';
import { createAnswerLost } from './error-codes/classify-error.ts';
import { text } from './texts.ts';

const code = 'CreateAnswerLost';
const { advice: hint } = createAnswerLost;

/** Tells whether the request of a create is on its way. */
export interface CreateWatch {
  readonly onSending: () => void;
  readonly onResponse: () => void;
}

/**
 * Makes a call of CreateExportTask, which has no idempotency key: where the service may have run it
 * and no usable answer came, the error says so, and to look before trying again.
 * @param create must tell `watch` of each attempt
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
  if (error instanceof NetworkError && error.phase === 'after-sending') {
    return new SiemExportError(code, 'unavailable', lostBecause(error), { hint, cause: error });
  }
  if (!(error instanceof ApiError) || !mayHaveRun(error)) return error;
  const { requestId, status } = error;
  const facts = { hint, requestId, status };
  return error.code === 'UnreadableAnswer'
    ? new SiemExportError(code, 'unavailable', lostBecause(error), facts)
    : new SiemExportError(error.code, 'unavailable', error.texts.message, facts);
}

/** @param reason why the signal was aborted */
function createStoppedError(reason: unknown): SiemExportError {
  if (reason instanceof DeadlineReachedError) {
    const message = text((texts) => texts.createOutOfTime);
    return new SiemExportError(code, 'unavailable', message, { hint });
  }
  const signalName = reason instanceof InterruptionError ? reason.signalName : undefined;
  const exit = signalName === 'SIGTERM' ? 'terminated' : 'interrupted';
  const message = text((texts) => texts.createInterrupted(signalName));
  return new SiemExportError(code, exit, message, { hint });
}

function lostBecause(error: SiemExportError) {
  return text((texts, say) => texts.because(say(createAnswerLost.cause), say(error.texts.message)));
}

/** An error that would be worth a retry if a second task did no harm. */
function mayHaveRun({ entry }: ApiError): boolean {
  return entry.create === 'no' && entry.get !== 'no';
}
