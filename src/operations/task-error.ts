import type { ExportTaskResponse } from '../api/export-task.ts';
import { formatClockDuration } from '../base/durations.ts';
import type { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { raise } from './codes.ts';
import type { TaskResult } from './task-result.ts';
import { texts } from './texts.ts';

type KnownResult = Pick<TaskResult, 'task' | 'elapsedMs'>;

/** The service reports that the export failed. */
export function failedError({ task }: Pick<TaskResult, 'task'>): SiemExportError {
  return raise('TaskFailed', {
    message: texts.exportFailed(plainStatus(task)),
    requestId: task?.requestId,
  });
}

/** The task has not ended. */
export function pendingError({ task }: Pick<TaskResult, 'task'>): SiemExportError {
  const message = texts.pending(task?.progress);
  return raise('TaskPending', { message, requestId: task?.requestId });
}

/** `--timeout` has passed. No hint: the command to continue with is printed last. */
export function timeoutError({ task, elapsedMs }: KnownResult): SiemExportError {
  const message = texts.timedOut(lastStatus(task), formatClockDuration(elapsedMs));
  return raise('TimedOut', { message, hint: null, requestId: task?.requestId });
}

/** Neither status nor progress has changed for `stallTimeoutMs`. No hint, as for a timeout. */
export function stallError({ task }: KnownResult, stallTimeoutMs: number): SiemExportError {
  const message = texts.stalled(lastStatus(task), formatClockDuration(stallTimeoutMs));
  return raise('Stalled', { message, hint: null, requestId: task?.requestId });
}

function lastStatus(task: ExportTaskResponse | undefined) {
  return task && { status: plainStatus(task), progress: task.progress };
}

function plainStatus(task: ExportTaskResponse | undefined): string | undefined {
  return task?.status === undefined ? undefined : toPlainText(task.status);
}

/** The response is about another task than the requested one. */
export function otherTaskError(
  requested: string,
  { exportId, requestId }: ExportTaskResponse,
): SiemExportError {
  return raise('OtherTask', { message: texts.otherTask(requested, exportId ?? ''), requestId });
}

/** @throws SiemExportError if the response has no download link */
export function requireLink({ link, requestId }: ExportTaskResponse): string {
  if (link === undefined) throw raise('LinkMissing', { requestId });
  return link;
}
