import type { SiemExportError } from '../base/errors.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { waitForTask, type WaitSettings } from '../operations/wait-for-task.ts';
import { toExportTask, type ExportTask } from './exported-task.ts';
import { withService } from './open-service.ts';
import { waitRules } from './option-rules.ts';
import { readResult } from './read-result.ts';
import type { LibrarySystem, WaitOptions } from './task-options.ts';

/** How a wait ended. */
export type WaitOutcome = SucceededOutcome | FailedOutcome | UnfinishedOutcome;

/** What every wait took. */
interface WaitFacts {
  /** How many answers came. */
  readonly polls: number;
  /** How long the wait took, in milliseconds. */
  readonly elapsedMs: number;
}

/** The file is there to be fetched. */
export interface SucceededOutcome extends WaitFacts {
  readonly outcome: 'succeeded';
  /** The answer that said so. */
  readonly task: ExportTask;
}

/** The service says that the export failed. */
export interface FailedOutcome extends WaitFacts {
  readonly outcome: 'failed';
  /** The answer that said so. */
  readonly task: ExportTask;
  /** `TaskFailed`. */
  readonly error: SiemExportError;
}

/** `timeoutMs` or `stallTimeoutMs` has passed; the task goes on in the cloud, and can be waited for again. */
export interface UnfinishedOutcome extends WaitFacts {
  readonly outcome: 'timed-out' | 'stalled';
  /** The last answer; undefined where none came in time. */
  readonly task: ExportTask | undefined;
  /** `TimedOut` or `Stalled`. */
  readonly error: SiemExportError;
}

export async function waitFor(
  exportId: string | undefined,
  options: WaitOptions,
  system: LibrarySystem,
): Promise<WaitOutcome> {
  return toOutcome(await wait(exportId, { options, system }));
}

/** Waits as the command does, and tells `onEvent` of each answer. */
export function wait(
  exportId: string | undefined,
  { options, system }: { readonly options: WaitOptions; readonly system: LibrarySystem },
  onEvent?: (event: TaskEvent) => void,
): Promise<TaskResult> {
  return withService(exportId, { options, rules: waitRules, system }, async ({ call }) =>
    readResult(
      await waitForTask({ ...call, onEvent, needsLink: false }, toSettings(options)),
      options,
    ),
  );
}

function toSettings(options: WaitOptions): WaitSettings {
  const { timeoutMs = 3_600_000, stallTimeoutMs = Infinity, maxIntervalMs = 30_000 } = options;
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
