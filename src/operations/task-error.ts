import type { ExportTask } from '../api/export-task.ts';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { TaskResult } from './task-result.ts';

/** The service says that the export failed. */
export function failedError({ task }: Pick<TaskResult, 'task'>): SiemExportError {
  const status = task?.status === undefined ? '' : ` (ExportStatus ${toPlainText(task.status)})`;
  return new SiemExportError(
    'TaskFailed',
    'task-failed',
    `the service says that the export failed${status}`,
    {
      hint: 'Start the export again; if it fails again, give the request id to the support.',
      requestId: task?.requestId,
    },
  );
}

/** The task has not ended. */
export function pendingError({ task }: TaskResult): SiemExportError {
  const at = task?.progress === undefined ? '' : ` (${task.progress} %)`;
  return new SiemExportError('TaskPending', 'pending', `the task has not ended yet${at}`, {
    hint: 'siem-export wait --download waits for it and fetches the file then.',
    requestId: task?.requestId,
    retryable: true,
  });
}

/** @throws SiemExportError when the answer has no Link */
export function requireLink(task: ExportTask): string {
  if (task.link !== undefined) return task.link;
  throw new SiemExportError(
    'LinkMissing',
    'download',
    'the service reports success, but no Link to the file',
    {
      hint: 'Try again in a minute: siem-export download asks for the Link anew.',
      requestId: task.requestId,
      retryable: true,
    },
  );
}
