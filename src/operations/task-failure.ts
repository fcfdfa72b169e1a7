import { SiemExportError, isSiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { OtherTaskFailedError } from './other-task-failed-error.ts';
import type { Outcome } from './task-result.ts';
import { text } from './texts.ts';

/** What a thrown value means for the task that it ended. */
export interface TaskFailure {
  readonly outcome: Outcome;
  readonly exit: ExitName;
  readonly error: SiemExportError;
}

export function describeFailure(error: unknown): TaskFailure {
  if (error instanceof InterruptionError) return describeInterruption(error);
  if (error instanceof OtherTaskFailedError) return describeFailFast(error);
  const known = isSiemExportError(error) ? error : unexpectedError(error);
  const isStopped = known.exit === 'interrupted' || known.exit === 'terminated';
  return { outcome: isStopped ? 'interrupted' : 'error', exit: known.exit, error: known };
}

function describeInterruption({ signalName }: InterruptionError): TaskFailure {
  const exit = signalName === 'SIGINT' ? 'interrupted' : 'terminated';
  const message = text((texts) => texts.interrupted(signalName));
  const error = new SiemExportError('Interrupted', exit, message, { retryable: true });
  return { outcome: 'interrupted', exit, error };
}

/** The task itself has done nothing wrong: it has not ended, and can be waited for again. */
function describeFailFast({ exportId }: OtherTaskFailedError): TaskFailure {
  const message = text((texts) => texts.otherFailed(exportId));
  const error = new SiemExportError('OtherTaskFailed', 'pending', message, { retryable: true });
  return { outcome: 'interrupted', exit: 'pending', error };
}

function unexpectedError(error: unknown): SiemExportError {
  const message = error instanceof Error ? error.message : String(error);
  return new SiemExportError(
    'Unexpected',
    'unexpected',
    text((texts) => texts.bug(message)),
    { hint: text((texts) => texts.reportBug), cause: error },
  );
}
