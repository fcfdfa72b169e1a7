import type { CreatedExportTask, ExportTask } from './library/exported-task.ts';
import { downloadFile, type DownloadedFile } from './library/download-file.ts';
import { createTask, getTask } from './library/task-calls.ts';
import type {
  CallOptions,
  CreateOptions,
  DownloadOptions,
  WaitOptions,
} from './library/task-options.ts';
import type { TaskName } from './library/validate-options.ts';
import { waitFor, type WaitOutcome } from './library/wait-for-task.ts';
import {
  convertSource,
  readSourceRows,
  type ConvertedWorkbook,
  type ConvertOptions,
  type RowsOptions,
  type WorkbookRow,
  type WorkbookSource,
} from './library/workbook-rows.ts';
import { watchTask, type WatchedTask } from './library/watch-task.ts';
import { readProcessEnvironment } from './process-environment.ts';

export { SiemExportError, UsageError } from './base/errors.ts';
export type { ResponseElements } from './library/exported-task.ts';
export type { TaskReference } from './base/task-reference.ts';
export type { CredentialsFunction } from './library/task-options.ts';
export type {
  FailedOutcome,
  SucceededOutcome,
  UnfinishedOutcome,
} from './library/wait-for-task.ts';
export type { Credentials } from './signing/credentials.ts';
export type {
  CallOptions,
  ConvertedWorkbook,
  ConvertOptions,
  CreatedExportTask,
  CreateOptions,
  DownloadedFile,
  DownloadOptions,
  ExportTask,
  TaskName,
  WaitOptions,
  RowsOptions,
  WaitOutcome,
  WatchedTask,
  WorkbookRow,
  WorkbookSource,
};

/**
 * Queries the status of a task once.
 *
 * @param name its id or a reference; undefined: the task that the service chooses
 * @throws SiemExportError: `code` says what happened, `retryable` whether the same call may succeed
 *   later, `requestId` is for support. Transient errors were retried before
 * @throws UsageError for an invalid option; nothing was sent
 * @throws the reason of `options.signal` if it is aborted
 *
 * @example
 * ```ts
 * import { getExportTask } from 'siem-export';
 *
 * const task = await getExportTask('200013', { region: 'cn-hangzhou' });
 * console.log(task.state, task.progress, task.response.GmtCreate);
 * ```
 */
export function getExportTask(
  name: TaskName | undefined,
  options: CallOptions = {},
): Promise<ExportTask> {
  return getTask(name, options, readProcessEnvironment());
}

/**
 * Waits until a task has ended. The interval between polls follows the task's progress.
 *
 * @param name its id or a reference; undefined: the task in the first response
 * @returns also if the task failed, or a time limit passed
 * @throws as `getExportTask`
 *
 * @example
 * ```ts
 * import { waitForExportTask } from 'siem-export';
 *
 * const ended = await waitForExportTask('200013', { timeoutMs: 15 * 60_000 });
 * if (ended.outcome === 'succeeded') console.log(ended.task.fileName);
 * else console.error(ended.outcome, ended.error.message);
 * ```
 */
export function waitForExportTask(
  name: TaskName | undefined,
  options: WaitOptions = {},
): Promise<WaitOutcome> {
  return waitFor(name, options, readProcessEnvironment());
}

/**
 * The states of a task until it has ended: the first response, and each with another status or progress.
 * The last state is `succeeded` or `failed`. Leaving the loop ends the wait.
 *
 * @param name its id or a reference; undefined: the task in the first response
 * @throws as `getExportTask`; also SiemExportError `TimedOut` and `Stalled`
 *
 * @example
 * ```ts
 * import { watchExportTask } from 'siem-export';
 *
 * for await (const { state, progress, estimatedEndAt } of watchExportTask('200013')) {
 *   console.log(state, progress, estimatedEndAt?.toISOString());
 * }
 * ```
 */
export function watchExportTask(
  name: TaskName | undefined,
  options: WaitOptions = {},
): AsyncIterableIterator<WatchedTask> {
  return watchTask(name, options, readProcessEnvironment());
}

/**
 * Creates an export task. The API cannot detect a repeated request, so a request without a response is not
 * repeated: the code `CreateAnswerLost` means that the task may exist.
 *
 * @throws as `getExportTask`
 *
 * @example
 * ```ts
 * import { createExportTask, waitForExportTask } from 'siem-export';
 *
 * const { exportId } = await createExportTask({ parameter: { ThreatLevel: ['5'] } });
 * const { outcome } = await waitForExportTask(exportId);
 * console.log(outcome);
 * ```
 */
export function createExportTask(options: CreateOptions = {}): Promise<CreatedExportTask> {
  return createTask(options, readProcessEnvironment());
}

/**
 * Downloads and verifies the file of a task that has succeeded. Resumes from the partial file of an earlier
 * call. The file gets its name when it is complete.
 *
 * @param name its id or a reference; undefined: the task that the service chooses
 * @throws as `getExportTask`; also SiemExportError `TaskPending` and `TaskFailed`, and those of the
 *   download: `exit` is `download`, or `integrity` if the file does not match the one in the store
 *
 * @example
 * ```ts
 * import { downloadExportFile } from 'siem-export';
 *
 * const file = await downloadExportFile('400185', { folder: 'exports' });
 * console.log(file.path, file.bytes, file.sha256, file.verified);
 * ```
 */
export function downloadExportFile(
  name: TaskName | undefined,
  options: DownloadOptions = {},
): Promise<DownloadedFile> {
  return downloadFile(name, options, readProcessEnvironment());
}

/**
 * Reads the rows of a workbook, one after the other. The first row of a sheet names the columns. Memory does not grow
 * with the rows. Leaving the loop closes the workbook.
 *
 * @throws SiemExportError: `NotAWorkbook`, `WorkbookEncrypted`, `WorkbookTooLarge`, or with exit `download` if the file
 *   cannot be read
 * @throws UsageError for an invalid option, a sheet or a column that does not exist
 * @throws the reason of `options.signal` if it is aborted
 *
 * @example
 * ```ts
 * import { downloadExportFile, readRows } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'rows.xlsx' });
 * let count = 0;
 * for await (const row of readRows('rows.xlsx')) count += Object.keys(row).length > 0 ? 1 : 0;
 * console.log(count);
 * ```
 */
export function readRows(
  source: WorkbookSource,
  options: RowsOptions = {},
): AsyncGenerator<WorkbookRow, void, undefined> {
  return readSourceRows(source, options, readProcessEnvironment());
}

/**
 * Writes the rows of a workbook to a file, as CSV or NDJSON. The file gets its name when the last row is written.
 *
 * @throws as `readRows`; also SiemExportError with exit `download` if the file cannot be written
 *
 * @example
 * ```ts
 * import { convertWorkbook, downloadExportFile } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'event.xlsx' });
 * const { count, bytes } = await convertWorkbook('event.xlsx', { file: 'event.csv' });
 * console.log(count, bytes);
 * ```
 */
export function convertWorkbook(
  source: WorkbookSource,
  options: ConvertOptions,
): Promise<ConvertedWorkbook> {
  return convertSource(source, options, readProcessEnvironment());
}
