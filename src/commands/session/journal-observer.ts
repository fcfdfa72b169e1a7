import type { ExportTaskResponse } from '../../api/export-task.ts';
import type { Clock } from '../../base/context.ts';
import type { TaskRequest } from '../../operations/task-call.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { keptTasks, type Journal } from '../../settings/journal/journal.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';

/** Remembers what happens to one task. */
export interface JournalObserver {
  event(event: TaskEvent): void;
  /** Paths are absolute here. */
  result(result: TaskResult): void;
}

/**
 * Records the tasks of one run: at the first response, when the status changes, and at the end, but not at
 * every poll. A task without any response is not recorded.
 * @returns what makes the observer of a task; `usedAt`: where it is not this run that uses it
 */
export function createJournalObserver(
  journal: Journal,
  clock: Pick<Clock, 'now'>,
): (request: TaskRequest, usedAt?: number) => JournalObserver {
  const startedAt = clock.now();
  const seen = new Set<string>();
  const remember = (known: Known, usedAt: number): void => {
    const { exportId, region, roleFor } = known.request;
    if (exportId === undefined) return;
    const key = [region, roleFor, exportId].join();
    // More are not kept anyway, and ten thousand small files take their time.
    if (!seen.has(key) && seen.size >= keptTasks) return;
    seen.add(key);
    journal.remember(toEntry(known, { exportId, usedAt, now: clock.now() }));
  };
  return (request, usedAt = startedAt) => ({
    event(event) {
      const { exportId = request.exportId } = event;
      const named = { ...request, exportId };
      if (event.type === 'created') {
        const { fileName, elements } = event.created;
        const task = { elements, state: 'running', exportId, fileName } as const;
        remember({ request: named, task }, usedAt);
      } else if (event.type === 'state') {
        remember({ request: named, task: event.task }, usedAt);
      }
    },
    result(result) {
      const { task, exportId } = result;
      if (task !== undefined) remember({ request: { ...request, exportId }, task, result }, usedAt);
    },
  });
}

interface Known {
  readonly request: TaskRequest;
  readonly task: ExportTaskResponse;
  /** How the work on it ended. */
  readonly result?: TaskResult | undefined;
}

/** The journal's entry for a task, from its last response and the work on it. */
export function toEntry(
  { request, task, result }: Known,
  { exportId, usedAt, now }: { exportId: string; usedAt: number; now: number },
): JournalEntry {
  const { region, roleFor } = request;
  const hasEnded = task.state === 'succeeded' || task.state === 'failed';
  const type = task.elements['ExportType'];
  return {
    exportId,
    region,
    roleFor,
    answeredId: task.exportId === exportId ? undefined : task.exportId,
    account: findAccount(task),
    type: typeof type === 'string' ? type : undefined,
    fileName: task.fileName,
    createdAt: task.createdAt,
    firstAt: usedAt,
    usedAt,
    seenAt: now,
    status: task.status,
    progress: task.progress,
    // A file that could not be fetched takes nothing from the task.
    outcome: hasEnded ? task.state : (result?.outcome ?? 'running'),
    pending: !hasEnded,
    path: result?.download?.path ?? undefined,
  };
}

/** The service names files after the account and the time: `event_1193842352994186_1734488800.xlsx`. */
function findAccount({ fileName }: ExportTaskResponse): string | undefined {
  return /^[a-z]+_([1-9]\d{5,17})_\d+\./i.exec(fileName ?? '')?.[1];
}
