import type { SiemExportError } from '../base/errors.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { waitForTask, type WaitSettings } from '../operations/wait-for-task.ts';
import { toExportTask, type ExportTask } from './exported-task.ts';
import { readResult, withService, type Service } from './open-service.ts';
import { waitRules } from './option-rules.ts';
import type { LibraryContext, WaitOptions } from './task-options.ts';
import type { TaskName } from './validate-options.ts';

/**
 * The result of a wait.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type WaitOutcome } from 'siem-export';
 *
 * const decide = (ended: WaitOutcome): 'fetch' | 'create again' | 'wait on' => {
 *   if (ended.outcome === 'succeeded') return 'fetch';
 *   return ended.outcome === 'failed' ? 'create again' : 'wait on';
 * };
 * console.log(decide(await waitForExportTask('400185')));
 * ```
 */
export type WaitOutcome = SucceededOutcome | FailedOutcome | UnfinishedOutcome;

/** In the result of every wait. */
interface WaitFacts {
  /** Number of responses. */
  readonly polls: number;
  /** Duration of the wait, in milliseconds. */
  readonly elapsedMs: number;
}

/**
 * The task succeeded, and its file can be downloaded.
 *
 * @example
 * ```ts
 * import { downloadExportFile, waitForExportTask, type SucceededOutcome } from 'siem-export';
 *
 * const save = ({ task }: SucceededOutcome) => downloadExportFile(task.exportId, { folder: 'saved' });
 * const ended = await waitForExportTask('400185');
 * if (ended.outcome === 'succeeded') console.log((await save(ended)).bytes);
 * ```
 */
export interface SucceededOutcome extends WaitFacts {
  /** Discriminates the outcomes. */
  readonly outcome: 'succeeded';
  /** The task as in the last response. */
  readonly task: ExportTask;
}

/**
 * The service reports that the export failed.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type FailedOutcome } from 'siem-export';
 *
 * const report = ({ task, error }: FailedOutcome): string =>
 *   `${task.exportId}: ${error.code}, request ${error.requestId}`;
 * const ended = await waitForExportTask('200014');
 * if (ended.outcome === 'failed') console.log(report(ended));
 * ```
 */
export interface FailedOutcome extends WaitFacts {
  /** Discriminates the outcomes. */
  readonly outcome: 'failed';
  /** The task as in the last response. */
  readonly task: ExportTask;
  /** `TaskFailed`, with the request id of the last response. */
  readonly error: SiemExportError;
}

/**
 * `timeoutMs` or `stallTimeoutMs` passed. The task continues in the cloud; another call can wait for it.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type UnfinishedOutcome } from 'siem-export';
 *
 * const isUnderWay = ({ task }: UnfinishedOutcome): boolean => task !== undefined;
 * const ended = await waitForExportTask('200013', { timeoutMs: 0 });
 * if (ended.outcome === 'timed-out') console.log(isUnderWay(ended), ended.error.retryable);
 * ```
 */
export interface UnfinishedOutcome extends WaitFacts {
  /** The limit that was reached. */
  readonly outcome: 'timed-out' | 'stalled';
  /** The task as in the last response; undefined: no response arrived in time. */
  readonly task: ExportTask | undefined;
  /** `TimedOut` or `Stalled`. Retryable. */
  readonly error: SiemExportError;
}

export async function waitFor(
  name: TaskName | undefined,
  options: WaitOptions,
  system: LibraryContext,
): Promise<WaitOutcome> {
  return toOutcome(await wait(name, { options, system }));
}

/** Waits like the command, and reports each response to `onEvent`. */
export function wait(
  name: TaskName | undefined,
  { options, system }: { readonly options: WaitOptions; readonly system: LibraryContext },
  onEvent?: (event: TaskEvent) => void,
): Promise<TaskResult> {
  return withService(name, { options, rules: waitRules, system }, async (service) =>
    readResult(
      await waitForTask({ ...service, onEvent, needsLink: false }, toSettings(options, service)),
      options,
    ),
  );
}

function toSettings(options: WaitOptions, service: Pick<Service, 'timeoutMs'>): WaitSettings {
  const {
    timeoutMs = service.timeoutMs ?? 3_600_000,
    stallTimeoutMs = Infinity,
    maxIntervalMs = 30_000,
  } = options;
  return {
    timeoutMs: timeoutMs === Infinity ? undefined : timeoutMs,
    stallTimeoutMs: stallTimeoutMs === Infinity ? undefined : stallTimeoutMs,
    intervalMs: options.intervalMs,
    maxIntervalMs,
    onUnknown: options.onUnknown ?? 'wait',
  };
}

function toOutcome(result: TaskResult): WaitOutcome {
  const { outcome, error, polls, elapsedMs } = result;
  const task = result.task === undefined ? undefined : toExportTask(result.task);
  const facts = { polls, elapsedMs };
  if (outcome === 'succeeded' && task !== undefined) return { ...facts, outcome, task };
  if (error === undefined) throw new Error(`a wait ended as ${outcome} without an error`);
  if (outcome === 'failed' && task !== undefined) return { ...facts, outcome, task, error };
  if (outcome === 'timed-out' || outcome === 'stalled') return { ...facts, outcome, task, error };
  throw error;
}
