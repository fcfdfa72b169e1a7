import type { ExportTaskResponse } from '../api/export-task.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { parseLinkExpiry } from '../transfer/store/link.ts';
import type { TaskCall } from './task-call.ts';
import { describeFailure } from './task-failure.ts';
import type { Outcome, TaskResult } from './task-result.ts';

/**
 * Queries the status of a task once.
 * @returns a failure has `error`. `exit` is the call's: `ok` for any status; `exitOfState` maps the status.
 */
export async function getStatus(call: TaskCall): Promise<TaskResult> {
  const { client, request, context, signal } = call;
  const startedAt = context.clock.now();
  const known = { region: request.region, roleFor: request.roleFor, polls: 1 };
  try {
    const task = await client.getExportTask(request, { signal });
    return {
      ...known,
      outcome: outcomeOfState[task.state],
      exit: 'ok',
      exportId: request.exportId ?? task.exportId,
      task,
      linkExpiresAt: task.link === undefined ? undefined : parseLinkExpiry(task.link),
      elapsedMs: context.clock.now() - startedAt,
    };
  } catch (error) {
    return {
      ...known,
      ...describeFailure(error),
      exportId: request.exportId,
      elapsedMs: context.clock.now() - startedAt,
    };
  }
}

const outcomeOfState: Readonly<Record<ExportTaskResponse['state'], Outcome>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  running: 'running',
  unknown: 'running',
};

/** The exit of `status --exit-status`: 0, 3 or 8; a failed call keeps its own. */
export function exitOfState(result: TaskResult): ExitName {
  if (result.outcome === 'failed') return 'task-failed';
  if (result.outcome === 'running') return 'pending';
  return result.exit;
}
