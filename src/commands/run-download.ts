import type { Context } from '../base/context.ts';
import { downloadTask } from '../operations/download-task.ts';
import { getStatus } from '../operations/get-status.ts';
import type { DownloadCommand } from './download.ts';
import { inAccountFolder } from './session/account-folder.ts';
import { defaultLimits } from './session/open-session.ts';
import { runTasks } from './session/run-tasks.ts';

/** Fetches the file of each task that has ended already. */
export function runDownload(command: DownloadCommand, context: Context): Promise<number> {
  return runTasks(
    { ...command, ...defaultLimits, stdout: 'none' },
    context,
    async (call, session) =>
      downloadTask(
        {
          ...call,
          settings: inAccountFolder(command.download, call, session),
          allowLoopback: session.endpoint.isLoopback,
          stdout: context.streams.stdout,
          queue: session.downloads,
        },
        await getStatus(call),
      ),
  );
}
