import { downloadTask, type DownloadSettings } from '../../operations/download-task.ts';
import type { TaskCall } from '../../operations/task-call.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { waitForTask, type WaitSettings } from '../../operations/wait-for-task.ts';
import { inAccountFolder } from './account-folder.ts';
import type { CommandSession } from './open-session.ts';

export interface FollowOptions {
  readonly wait: WaitSettings;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
  readonly stdout: NodeJS.WritableStream;
}

/** Waits for a task; with `download`, fetches its file when it succeeds. */
export async function followTask(
  call: TaskCall,
  session: CommandSession,
  { wait, download, stdout }: FollowOptions,
): Promise<TaskResult> {
  const waited = await waitForTask(
    { ...call, needsLink: download !== undefined, limiter: session.limiter },
    wait,
  );
  if (download === undefined || waited.outcome !== 'succeeded') return waited;
  const { endpoint, downloads } = session;
  return downloadTask(
    {
      ...call,
      settings: inAccountFolder(download, call, session),
      allowLoopback: endpoint.isLoopback,
      stdout,
      queue: downloads,
    },
    waited,
  );
}
