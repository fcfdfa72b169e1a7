import type { ExportTaskResponse } from '../api/export-task.ts';
import { formatClockDuration } from '../base/durations.ts';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { TaskResult } from './task-result.ts';
import { text } from './texts.ts';

type KnownResult = Pick<TaskResult, 'task' | 'elapsedMs'>;

/** The service says that the export failed. */
export function failedError({ task }: Pick<TaskResult, 'task'>): SiemExportError {
  const status = plainStatus(task);
  return new SiemExportError(
    'TaskFailed',
    'task-failed',
    text((texts) => texts.exportFailed(status)),
    { hint: text((texts) => texts.startAgain), requestId: task?.requestId },
  );
}

/** The task has not ended. */
export function pendingError({ task }: Pick<TaskResult, 'task'>): SiemExportError {
  return new SiemExportError(
    'TaskPending',
    'pending',
    text((texts) => texts.pending(task?.progress)),
    { hint: text((texts) => texts.waitForIt), requestId: task?.requestId, retryable: true },
  );
}

/** `--timeout` has passed. */
export function timeoutError({ task, elapsedMs }: KnownResult): SiemExportError {
  const time = formatClockDuration(elapsedMs);
  return new SiemExportError(
    'TimedOut',
    'timed-out',
    text((texts) => texts.timedOut(lastResponse(task), time)),
    { requestId: task?.requestId, retryable: true },
  );
}

/** Neither status nor progress has changed for `stallTimeoutMs`. */
export function stallError({ task }: KnownResult, stallTimeoutMs: number): SiemExportError {
  const time = formatClockDuration(stallTimeoutMs);
  return new SiemExportError(
    'Stalled',
    'stalled',
    text((texts) => texts.stalled(lastResponse(task), time)),
    { requestId: task?.requestId, retryable: true },
  );
}

function lastResponse(task: ExportTaskResponse | undefined) {
  return task && { status: plainStatus(task), progress: task.progress };
}

function plainStatus(task: ExportTaskResponse | undefined): string | undefined {
  return task?.status === undefined ? undefined : toPlainText(task.status);
}

/** An answer about a task that nobody asked for. */
export function otherTaskError(
  asked: string,
  { exportId, requestId }: ExportTaskResponse,
): SiemExportError {
  return new SiemExportError(
    'OtherTask',
    'download',
    text((texts) => texts.otherTask(asked, exportId ?? '')),
    { hint: text((texts) => texts.askAgain), requestId, retryable: true },
  );
}

/** @throws SiemExportError when the answer has no Link */
export function requireLink(task: ExportTaskResponse): string {
  if (task.link !== undefined) return task.link;
  throw new SiemExportError(
    'LinkMissing',
    'download',
    text((texts) => texts.noLink),
    { hint: text((texts) => texts.askAgain), requestId: task.requestId, retryable: true },
  );
}
