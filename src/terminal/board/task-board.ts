import { keyOfTask, type PartlyKnownTask } from '../../base/task-reference.ts';
import type { ExportTaskResponse } from '../../api/export-task.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import type { TransferEvent } from '../../transfer/download-request.ts';
import { createTransferRate, type TransferRate } from './transfer-rate.ts';

/** What is known of a task that goes on. Times are epoch milliseconds. */
export interface TaskView {
  /** Digits; undefined until an answer names it. */
  readonly exportId?: string | undefined;
  readonly region?: string | undefined;
  /** The member account, where the command runs for one. Digits. */
  readonly roleFor?: string | undefined;
  readonly startedAt: number;
  /** There is no task yet: it is being created. */
  readonly isCreating?: boolean | undefined;
  /** The last answer. */
  readonly task?: ExportTaskResponse | undefined;
  /** When it came. */
  readonly respondedAt?: number | undefined;
  /** There was an estimate once. */
  readonly wasEstimated?: boolean | undefined;
  readonly estimatedEndAt?: number | undefined;
  readonly download?: DownloadView | undefined;
}

export interface DownloadView {
  /** Absolute; null: standard output. */
  readonly path: string | null;
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  readonly verifying: boolean;
  readonly rate: TransferRate;
}

/** All tasks of a command, kept up to date by what happens to them. */
export interface TaskBoard {
  /** Tasks that go on, in the order in which they began. */
  readonly active: ReadonlyMap<string, TaskView>;
  readonly succeeded: number;
  readonly notSucceeded: number;
  /** Epoch milliseconds; undefined before the first task. */
  readonly startedAt: number | undefined;
  /** @returns the task that the event belongs to; undefined for an event of no single task */
  apply(event: TaskEvent): TaskView | undefined;
  finish(result: TaskResult): void;
}

export function createTaskBoard(): TaskBoard {
  const active = new Map<string, TaskView>();
  const board = {
    active,
    succeeded: 0,
    notSucceeded: 0,
    startedAt: undefined as number | undefined,
  };
  const find = (named: PartlyKnownTask): string | undefined => {
    // A task that was asked for without its id keeps its key when a response names it.
    const keys = [keyOfTask(named), keyOfTask({ ...named, exportId: undefined })];
    // The client tells of its requests without saying for which task: with one task it is clear.
    if (named.exportId === undefined && active.size === 1) keys.push(...active.keys());
    return keys.find((key) => active.has(key));
  };
  return Object.assign(board, {
    apply(event: TaskEvent): TaskView | undefined {
      if (event.type === 'started') {
        board.startedAt ??= event.at;
        const { exportId, region, roleFor, creates: isCreating, at: startedAt } = event;
        active.set(keyOfTask(event), { exportId, region, roleFor, isCreating, startedAt });
      }
      const key = find(event);
      const view = key === undefined ? undefined : active.get(key);
      if (key === undefined || view === undefined) return undefined;
      const updated = update(view, event);
      active.set(key, updated);
      return updated;
    },
    finish(result: TaskResult): void {
      const key = find(result);
      if (key !== undefined) active.delete(key);
      if (result.outcome !== 'failed' && result.exit === 'ok') board.succeeded += 1;
      else board.notSucceeded += 1;
    },
  });
}

function update(view: TaskView, event: TaskEvent): TaskView {
  const named = { ...view, exportId: view.exportId ?? event.exportId };
  switch (event.type) {
    case 'poll':
      return {
        ...named,
        task: event.task,
        respondedAt: event.at,
        estimatedEndAt: event.estimatedEndAt,
        wasEstimated: view.wasEstimated === true || event.estimatedEndAt !== undefined,
      };
    case 'state':
      return { ...named, task: event.task };
    case 'download':
      return { ...named, download: updateDownload(view.download, event.event, event.at) };
    case 'created':
      return { ...named, isCreating: false };
    case 'started':
    case 'unknown-status':
    case 'api':
      return named;
  }
}

function updateDownload(
  before: DownloadView | undefined,
  event: TransferEvent,
  at: number,
): DownloadView | undefined {
  switch (event.type) {
    case 'started': {
      const rate = createTransferRate();
      rate.add(at, event.resumedFrom);
      const { path, totalBytes, resumedFrom } = event;
      return { path, totalBytes, receivedBytes: resumedFrom, verifying: false, rate };
    }
    case 'progress':
      before?.rate.add(at, event.receivedBytes);
      return before && { ...before, ...pickProgress(event) };
    case 'verifying':
      return before && { ...before, verifying: true };
    case 'link-renewed':
    case 'restarted':
    case 'retry':
    case 'request':
    case 'answer':
      return before;
  }
}

function pickProgress({
  receivedBytes,
  totalBytes,
}: Pick<DownloadView, 'receivedBytes' | 'totalBytes'>) {
  return { receivedBytes, totalBytes, verifying: false };
}
