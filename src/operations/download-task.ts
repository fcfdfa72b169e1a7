import { basename } from 'node:path';
import { incidentExport } from '../api/export-family.ts';
import type { ExportTaskResponse } from '../api/export-task.ts';
import { digitsToNumber } from '../base/digits.ts';
import type { JsonObject } from '../base/json.ts';
import { userAgent } from '../base/version.ts';
import { downloadFile } from '../transfer/download-file.ts';
import type { DownloadRequest, DownloadTarget, IfExists } from '../transfer/download-request.ts';
import type { Limiter } from '../waiter/limiter.ts';
import type { TaskCall } from './task-call.ts';
import { failedError, otherTaskError, pendingError, requireLink } from './task-error.ts';
import { describeFailure } from './task-failure.ts';
import type { TaskResult } from './task-result.ts';

/** Where a file goes, and how it is fetched. */
export interface DownloadSettings {
  readonly destination:
    /** Absolute. */
    | { readonly kind: 'file'; readonly path: string }
    /** Absolute. */
    | { readonly kind: 'folder'; readonly folder: string }
    | { readonly kind: 'stdout' };
  readonly ifExists: IfExists;
  readonly resume: boolean;
  readonly connections: number | 'auto';
  /** Bytes a second. */
  readonly limitRate: number | undefined;
  readonly receipt: boolean;
  /** Host patterns: `*.aliyuncs.com` or a whole name. */
  readonly allowedHosts: readonly string[];
}

export interface DownloadTaskCall extends TaskCall {
  readonly settings: DownloadSettings;
  /** The endpoint is a loopback address: so may the Link be. */
  readonly allowLoopback: boolean;
  /** Where a file goes whose destination is `stdout`. */
  readonly stdout?: (NodeJS.WritableStream & { readonly fd?: unknown }) | undefined;
  /** Lets so many downloads run at once; absent: this one begins at once. */
  readonly queue?: Pick<Limiter, 'run'> | undefined;
}

/**
 * Fetches the file of a task that has ended well.
 * @param found the task as the last answer had it
 * @returns `found` with `download`, or with the error that stands in its place
 */
export async function downloadTask(call: DownloadTaskCall, found: TaskResult): Promise<TaskResult> {
  if (found.outcome === 'running') return { ...found, exit: 'pending', error: pendingError(found) };
  if (found.outcome === 'failed')
    return { ...found, exit: 'task-failed', error: failedError(found) };
  if (found.outcome !== 'succeeded' || found.task === undefined) return found;
  const startedAt = call.context.clock.now();
  const elapsed = (): number => found.elapsedMs + call.context.clock.now() - startedAt;
  try {
    const request = createRequest(call, found, found.task);
    const fetch = () => downloadFile(request, { ...call.context, userAgent });
    const { queue, signal } = call;
    const download = await (queue === undefined ? fetch() : queue.run(signal, fetch));
    return { ...found, download, elapsedMs: elapsed() };
  } catch (error) {
    return { ...found, ...describeFailure(error), elapsedMs: elapsed() };
  }
}

function createRequest(
  call: DownloadTaskCall,
  found: TaskResult,
  task: ExportTaskResponse,
): DownloadRequest {
  const { settings, allowLoopback, context } = call;
  return {
    link: requireLink(task),
    target: createTarget(call, found, task),
    policy: { allowedHosts: settings.allowedHosts, allowLoopback },
    resume: settings.resume,
    connections: settings.connections,
    limitRate: settings.limitRate,
    receipt: settings.receipt ? createReceipt(found, task) : undefined,
    renewLink: (signal) => renewLink(call, found.exportId ?? task.exportId, signal),
    signal: call.signal,
    onEvent: (event) => {
      const { exportId } = found;
      call.onEvent?.({
        type: 'download',
        event,
        exportId,
        roleFor: found.roleFor,
        at: context.clock.now(),
      });
    },
  };
}

/** @throws SiemExportError where the task has become another one, or is another one */
async function renewLink(
  { client, request }: DownloadTaskCall,
  exportId: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const task = await client.getExportTask({ ...request, exportId }, { signal });
  if (task.state === 'failed') throw failedError({ task });
  if (task.state === 'running') throw pendingError({ task });
  if (exportId !== undefined && task.exportId !== undefined && task.exportId !== exportId) {
    throw otherTaskError(exportId, task);
  }
  return requireLink(task);
}

function createTarget(
  { settings, stdout }: DownloadTaskCall,
  found: TaskResult,
  task: ExportTaskResponse,
): DownloadTarget {
  const { destination, ifExists } = settings;
  switch (destination.kind) {
    case 'stdout':
      if (stdout === undefined) throw new Error('there is no stream to write to');
      // What goes to a descriptor has left the process when it is written.
      return { kind: 'stdout', stream: stdout, detachesChunks: typeof stdout.fd === 'number' };
    case 'file':
      return { ...destination, ifExists };
    case 'folder':
      return { ...destination, fileName: nameFile(task, found), ifExists };
  }
}

/** The service's name; else the last part of the Link; else one of our own. */
function nameFile(task: ExportTaskResponse, { exportId }: TaskResult): string {
  const fromLink = (): string => {
    const { pathname } = new URL(requireLink(task));
    try {
      return basename(decodeURIComponent(pathname));
    } catch {
      return basename(pathname);
    }
  };
  const name = task.fileName ?? fromLink();
  return name === '' ? `export_${exportId ?? 'task'}${incidentExport.fileExtension}` : name;
}

function createReceipt(found: TaskResult, task: ExportTaskResponse): JsonObject {
  return {
    ExportId: found.exportId === undefined ? null : digitsToNumber(found.exportId),
    Region: found.region,
    RoleFor: found.roleFor === undefined ? null : digitsToNumber(found.roleFor),
    RequestId: task.requestId ?? null,
    FileName: task.fileName ?? null,
    CreatedAt: task.createdAt === undefined ? null : new Date(task.createdAt).toISOString(),
  };
}
