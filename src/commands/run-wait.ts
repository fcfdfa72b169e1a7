import type { Context } from '../base/context.ts';
import { followTask } from './session/follow-task.ts';
import { runTasks } from './session/run-tasks.ts';
import type { WaitCommand } from './wait.ts';

/** Waits for each task; `--download` downloads the file of each that succeeds. */
export function runWait(command: WaitCommand, context: Context): Promise<number> {
  const { wait, download } = command;
  return runTasks({ ...command, ...wait, waits: true, stdout: 'none' }, context, (call, session) =>
    followTask(call, session, { wait, download, context }),
  );
}
