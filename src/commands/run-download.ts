import type { Context } from '../base/context.ts';
import { getStatus } from '../operations/get-status.ts';
import type { DownloadCommand } from './download.ts';
import { fetchFile } from './session/follow-task.ts';
import { defaultLimits } from './session/open-session.ts';
import { runTasks } from './session/run-tasks.ts';

/** Downloads the file of each task that has ended. */
export function runDownload(command: DownloadCommand, context: Context): Promise<number> {
  return runTasks(
    { ...command, ...defaultLimits, stdout: 'none' },
    context,
    async (call, session) => {
      const { download } = command;
      return fetchFile(await getStatus(call), { call, session, download, context });
    },
  );
}
