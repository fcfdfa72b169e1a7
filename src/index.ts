import type { CreatedExportTask, ExportTask } from './library/exported-task.ts';
import { createTask } from './library/create-task.ts';
import { downloadFile, type DownloadedFile } from './library/download-file.ts';
import { getTask } from './library/get-task.ts';
import type {
  CallOptions,
  CreateOptions,
  DownloadOptions,
  WaitOptions,
} from './library/task-options.ts';
import type { TaskName } from './library/validate-options.ts';
import { waitFor, type WaitOutcome } from './library/wait-for-task.ts';
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
  CreatedExportTask,
  CreateOptions,
  DownloadedFile,
  DownloadOptions,
  ExportTask,
  TaskName,
  WaitOptions,
  WaitOutcome,
  WatchedTask,
};

/**
 * Asks once how a task stands.
 *
 * @param name its id or a reference; undefined: the task that the service names
 * @throws SiemExportError: `code` says what happened, `retryable` whether the same call may succeed
 *   later, `requestId` what to give to the support; transient failures have been retried by then
 * @throws UsageError for an option that is wrong; nothing was sent then
 * @throws the reason of `options.signal` when it is aborted
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
 * Waits until a task has ended, and says how. The interval between two requests follows the task's
 * progress.
 *
 * @param name its id or a reference; undefined: the task that the service names, from then on
 * @returns also for a task that failed, and for a wait that was given up
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
 * The states of a task until it has ended: the first answer, and each whose status or progress is
 * another one. The last state is `succeeded` or `failed`. Leaving the loop ends the wait.
 *
 * @param name its id or a reference; undefined: the task that the service names, from then on
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
 * Starts an export. The API knows no way to ask twice for the same task: an error with the code
 * `CreateAnswerLost` says that a task may exist all the same.
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
 * Fetches the file of a task that has succeeded, and proves that it is whole. Goes on with what an
 * earlier call has fetched; the file gets its name when it is complete.
 *
 * @param name its id or a reference; undefined: the task that the service names
 * @throws as `getExportTask`; also SiemExportError `TaskPending` and `TaskFailed`, and those of the
 *   download: `exit` is `download`, or `integrity` where what arrived is not what the store holds
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
