import { isSiemExportError, type SiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { DeadlineReachedError } from '../base/deadline.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { raise } from './codes.ts';
import { OtherTaskFailedError } from './other-task-failed-error.ts';
import type { Outcome } from './task-result.ts';
import { texts } from './texts.ts';

/** What a thrown value means for the task that it ended. */
export interface TaskFailure {
  readonly outcome: Outcome;
  readonly exit: ExitName;
  readonly error: SiemExportError;
}

export function describeFailure(thrown: unknown): TaskFailure {
  const error = toSiemExportError(thrown);
  const { code, exit } = error;
  const isStopped = exit === 'interrupted' || exit === 'terminated' || code === 'OtherTaskFailed';
  if (code === 'TimedOut') return { outcome: 'timed-out', exit, error };
  return { outcome: isStopped ? 'interrupted' : 'error', exit, error };
}

function toSiemExportError(thrown: unknown): SiemExportError {
  if (isSiemExportError(thrown)) return thrown;
  if (thrown instanceof InterruptionError) {
    const { signalName } = thrown;
    const exit = signalName === 'SIGINT' ? 'interrupted' : 'terminated';
    return raise('Interrupted', { exit, message: texts.interrupted(signalName), hint: null });
  }
  if (thrown instanceof OtherTaskFailedError) {
    return raise('OtherTaskFailed', { message: texts.otherFailed(thrown.exportId), hint: null });
  }
  if (thrown instanceof DeadlineReachedError) {
    return raise('TimedOut', { message: texts.outOfTime(thrown.message), hint: null });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return raise('Unexpected', { message: texts.bug(message), cause: thrown });
}
