import { join } from 'node:path';
import type { Context } from '../../base/context.ts';
import { downloadTask, type DownloadSettings } from '../../operations/download-task.ts';
import type { TaskCall } from '../../operations/task-call.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { waitForTask, type WaitSettings } from '../../operations/wait-for-task.ts';
import { findSubfolder, type TasksSession } from './resume-tasks.ts';

/** Unless `--timeout`, a variable or a saved default says otherwise. */
const defaultTimeoutMs = 3_600_000;

export interface FollowOptions {
  readonly wait: Omit<WaitSettings, 'timeoutMs'>;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
  readonly context: Pick<Context, 'streams' | 'directories'>;
}

/** Waits for a task; with `download`, fetches its file when it succeeds. */
export async function followTask(
  call: TaskCall,
  session: TasksSession,
  { wait, download, context }: FollowOptions,
): Promise<TaskResult> {
  const needsLink = download !== undefined;
  const { timeoutMs = defaultTimeoutMs } = session.settings;
  const waited = await waitForTask(
    { ...call, needsLink, limiter: session.limiter },
    { ...wait, timeoutMs: timeoutMs === Infinity ? undefined : timeoutMs },
  );
  if (download === undefined || waited.outcome !== 'succeeded') return waited;
  return fetchFile(waited, { call, session, download, context });
}

export interface FetchOptions {
  readonly call: TaskCall;
  readonly session: TasksSession;
  readonly download: DownloadSettings;
  readonly context: Pick<Context, 'streams' | 'directories'>;
}

/** Fetches the file of a task whose status is known. */
export function fetchFile(
  found: TaskResult,
  { call, session, download, context }: FetchOptions,
): Promise<TaskResult> {
  const { destination } = download;
  const { limits } = session.settings;
  const subfolder = findSubfolder(call.request, session);
  const settings: DownloadSettings =
    destination.kind === 'folder'
      ? {
          ...download,
          limits,
          destination: { kind: 'folder', folder: join(destination.folder, subfolder) },
        }
      : { ...download, limits };
  const { stdout } = context.streams;
  const { temporary } = context.directories;
  const { isLoopback: allowLoopback } = session.serviceOf(call.request.region);
  return downloadTask(
    { ...call, settings, allowLoopback, stdout, temporary, queue: session.downloads },
    found,
  );
}
