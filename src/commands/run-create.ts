import type { Context } from '../base/context.ts';
import { createTask } from '../operations/create-task.ts';
import type { TaskCall } from '../operations/task-call.ts';
import type { TaskResult } from '../operations/task-result.ts';
import type { CreateCommand } from './create.ts';
import { followTask, type FollowOptions } from './session/follow-task.ts';
import type { TasksSession } from './session/resume-tasks.ts';
import { runTasks } from './session/run-tasks.ts';

/** Creates a task; `--wait` waits for it, `--download` also downloads its file. */
export async function runCreate(command: CreateCommand, context: Context): Promise<number> {
  if (command.dryRun) {
    const { runDryRun } = await import('./dry-run/run-dry-run.ts');
    return runDryRun(command, context);
  }
  const { task, wait, waits, download } = command;
  // A file on standard output is not mixed with the id.
  const stdout = download?.destination.kind === 'stdout' ? 'none' : 'id';
  const options = {
    ...command,
    ...wait,
    tasks: undefined,
    waits: true,
    creates: true,
    stdout,
  } as const;
  return runTasks(options, context, async (call, session) => {
    const created = await createTask({ ...call, ...task });
    if (created.exportId === undefined || !waits) return created;
    return goOn(created, call, { session, wait, download, context });
  });
}

async function goOn(
  created: TaskResult,
  call: TaskCall,
  { session, ...options }: FollowOptions & { readonly session: TasksSession },
): Promise<TaskResult> {
  const { exportId } = created;
  const request = { ...call.request, exportId };
  const followed = await followTask({ ...call, request }, session, options);
  const elapsedMs = created.elapsedMs + followed.elapsedMs;
  return { ...followed, elapsedMs, task: followed.task ?? created.task };
}
