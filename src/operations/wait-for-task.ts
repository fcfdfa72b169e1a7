import type { ExportTaskResponse } from '../api/export-task.ts';
import { parseLinkExpiry } from '../transfer/store/link.ts';
import { createAdaptiveSchedule } from '../waiter/adaptive-schedule.ts';
import { createFixedSchedule, type Schedule } from '../waiter/schedule.ts';
import type { ResponseInfo, PermitSource, Verdict, WaitResult } from '../waiter/wait-options.ts';
import { waitFor } from '../waiter/waiter.ts';
import type { TaskCall, TaskRequest } from './task-call.ts';
import { failedError, stallError, timeoutError } from './task-error.ts';
import { describeFailure } from './task-failure.ts';
import type { TaskResult } from './task-result.ts';

/** How to wait, in milliseconds. */
export interface WaitSettings {
  /** Undefined: no limit; 0: ask once. */
  readonly timeoutMs: number | undefined;
  /** Undefined: never. */
  readonly stallTimeoutMs: number | undefined;
  /** A fixed interval; undefined: the schedule's own. */
  readonly intervalMs: number | undefined;
  readonly maxIntervalMs: number;
  readonly onUnknown: 'wait' | 'fail';
}

export interface WaitForTaskCall extends TaskCall {
  /** A download follows: a success without a download link is polled a few times more. */
  readonly needsLink: boolean;
  /** The client's limiter, shared by all waits. */
  readonly limiter?: PermitSource | undefined;
}

/**
 * Polls until the task has ended. The status decides, never the progress.
 * @returns every outcome; all but success have `error`
 */
export async function waitForTask(
  call: WaitForTaskCall,
  settings: WaitSettings,
): Promise<TaskResult> {
  const { client, request, context, signal, limiter, needsLink } = call;
  const watch = createWatch(call, settings);
  const waited = await waitFor<ExportTaskResponse>({
    poll: (pollSignal, permit) =>
      client.getExportTask(
        { ...request, exportId: request.exportId ?? watch.followedId },
        { signal: pollSignal, permit, isPatient: true },
      ),
    accept: (task) => accept(task, needsLink),
    schedule: createSchedule(call, settings),
    timeoutMs: settings.timeoutMs,
    stallTimeoutMs: settings.stallTimeoutMs,
    onUnknown: settings.onUnknown,
    limiter,
    clock: context.clock,
    signal,
    onResponse: (task, info) => {
      watch.onResponse(task, info);
    },
  });
  return createResult(request, waited, settings);
}

function createSchedule({ context }: TaskCall, settings: WaitSettings): Schedule {
  const { intervalMs, maxIntervalMs } = settings;
  return intervalMs === undefined
    ? createAdaptiveSchedule({ maxIntervalMs, random: context.random })
    : createFixedSchedule(intervalMs);
}

function accept(task: ExportTaskResponse, needsLink: boolean): Verdict {
  const { state, status, progress, link, retryAfterMs: afterMs } = task;
  return { state, status, progress, afterMs, linkPending: needsLink && link === undefined };
}

/** Reports each response, and keeps the id of the first one. */
function createWatch({ request, context, onEvent }: TaskCall, { onUnknown }: WaitSettings) {
  const unknown = new Set<string>();
  let last: ExportTaskResponse | undefined;
  const watch = {
    followedId: undefined as string | undefined,
    onResponse(task: ExportTaskResponse, info: ResponseInfo): void {
      watch.followedId ??= task.exportId;
      const exportId = request.exportId ?? watch.followedId;
      const common = { exportId, roleFor: request.roleFor, at: context.clock.now() };
      onEvent?.({ type: 'poll', task, ...info, ...common });
      if (last === undefined || last.status !== task.status) {
        onEvent?.({ type: 'state', task, from: last?.status, ...common });
      }
      const { state, status = '' } = task;
      const word = status.trim().toLowerCase();
      if (state === 'unknown' && onUnknown === 'wait' && !unknown.has(word)) {
        unknown.add(word);
        onEvent?.({ type: 'unknown-status', status, ...common });
      }
      last = task;
    },
  };
  return watch;
}

function createResult(
  request: TaskRequest,
  waited: WaitResult<ExportTaskResponse>,
  settings: WaitSettings,
): TaskResult {
  const task = waited.response;
  const known = {
    exportId: request.exportId ?? task?.exportId,
    region: request.region,
    roleFor: request.roleFor,
    task,
    linkExpiresAt: task?.link === undefined ? undefined : parseLinkExpiry(task.link),
    polls: waited.polls,
    elapsedMs: waited.elapsedMs,
  };
  switch (waited.outcome) {
    case 'succeeded':
      return { ...known, outcome: 'succeeded', exit: 'ok' };
    case 'failed':
      return { ...known, outcome: 'failed', exit: 'task-failed', error: failedError(known) };
    case 'timed-out':
      return { ...known, outcome: 'timed-out', exit: 'timed-out', error: timeoutError(known) };
    case 'stalled': {
      const error = stallError(known, settings.stallTimeoutMs ?? 0);
      return { ...known, outcome: 'stalled', exit: 'stalled', error };
    }
    case 'interrupted':
    case 'error':
      return { ...known, ...describeFailure(waited.reason) };
  }
}
