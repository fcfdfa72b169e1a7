import type { Context } from '../base/context.ts';
import { downloadTask } from '../operations/download-task.ts';
import { waitForTask } from '../operations/wait-for-task.ts';
import { runTasks } from './session/run-tasks.ts';
import type { WaitCommand } from './wait.ts';

/** Waits for each task; with `--download`, fetches the file of each that succeeds. */
export function runWait(command: WaitCommand, context: Context): Promise<number> {
  const { wait, download } = command;
  return runTasks({ ...command, ...wait, shows: 'work' }, context, async (call, session) => {
    const waited = await waitForTask(
      { ...call, needsLink: download !== undefined, demand: session.demand },
      wait,
    );
    if (download === undefined || waited.outcome !== 'succeeded') return waited;
    return downloadTask(
      {
        ...call,
        settings: download,
        allowLoopback: session.endpoint.isLoopback,
        stdout: context.streams.stdout,
        queue: session.downloads,
      },
      waited,
    );
  });
}
