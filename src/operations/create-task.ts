import type { CreatedTask, ExportTaskResponse } from '../api/export-task.ts';
import type { TaskCall } from './task-call.ts';
import { describeFailure } from './task-failure.ts';
import type { TaskResult } from './task-result.ts';

export interface CreateTaskCall extends TaskCall {
  /** `ExportTaskType`. */
  readonly exportType: string;
  /** `ExportTaskParameter`, sent byte for byte. */
  readonly parameter: string | undefined;
}

/**
 * Creates an export. A request without a response is not repeated: its error says that the task may exist.
 * @returns outcome `running` and exit `ok` for a new task; a failure has `error`
 */
export async function createTask(call: CreateTaskCall): Promise<TaskResult> {
  const { client, context, signal, exportType, parameter, onEvent } = call;
  const { region, lang, roleFor } = call.request;
  const startedAt = context.clock.now();
  const known = { region, roleFor, polls: 0 };
  const elapsed = (): number => context.clock.now() - startedAt;
  try {
    const request = { exportType, parameter, region, lang, roleFor };
    const created = await client.createExportTask(request, { signal });
    const { exportId } = created;
    onEvent?.({ type: 'created', created, exportId, roleFor, at: context.clock.now() });
    return {
      ...known,
      outcome: 'running',
      exit: 'ok',
      exportId,
      task: toTask(created),
      elapsedMs: elapsed(),
    };
  } catch (error) {
    return { ...known, ...describeFailure(error), elapsedMs: elapsed() };
  }
}

/** As a task whose status was not queried yet. */
function toTask({ elements, exportId, requestId, fileName }: CreatedTask): ExportTaskResponse {
  return { elements, state: 'running', exportId, requestId, fileName };
}
