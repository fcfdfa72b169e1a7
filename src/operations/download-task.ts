import { basename } from 'node:path';
import { incidentExport } from '../api/export-family.ts';
import type { ExportTaskResponse } from '../api/export-task.ts';
import { digitsToNumber } from '../base/digits.ts';
import type { JsonObject } from '../base/json.ts';
import { fillFileTemplate, type TemplateValues } from '../base/file-template.ts';
import { userAgent } from '../base/version.ts';
import { toSafeFileName } from '../transfer/file/safe-file-name.ts';
import { downloadFile } from '../transfer/download-file.ts';
import type {
  DownloadOptions,
  DownloadRequest,
  DownloadResult,
  DownloadTarget,
  OutputTarget,
} from '../transfer/download-request.ts';
import type { Limiter } from '../waiter/limiter.ts';
import type { RowFormat } from '../workbook/row-writers.ts';
import type { RowsStream } from './write-rows.ts';
import type { TaskCall } from './task-call.ts';
import { failedError, otherTaskError, pendingError, requireLink } from './task-error.ts';
import { describeFailure } from './task-failure.ts';
import type { TaskResult } from './task-result.ts';

/** Destination and options of a download. */
export interface DownloadSettings extends DownloadOptions {
  readonly destination:
    /** Absolute. */
    | { readonly kind: 'file'; readonly path: string }
    /** Absolute, with `{id}` and the like: a file for each task. */
    | { readonly kind: 'template'; readonly template: string }
    /** Absolute. */
    | { readonly kind: 'folder'; readonly folder: string }
    | { readonly kind: 'stdout' };
  readonly receipt: boolean;
  /** Also write the rows beside the file, or to stdout instead of it. */
  readonly as?: RowFormat | undefined;
  /** Host patterns: `*.aliyuncs.com` or a whole name. */
  readonly allowedHosts: readonly string[];
}

export interface DownloadTaskCall extends TaskCall {
  readonly settings: DownloadSettings;
  /** The download link may point to a loopback address, because the endpoint is one. */
  readonly allowLoopback: boolean;
  /** For the destination `stdout`. */
  readonly stdout?: RowsStream | undefined;
  /** The folder for a temporary file; needed for rows to `stdout`. */
  readonly temporary?: string | undefined;
  /** Limits the downloads that run at a time; undefined: no limit. */
  readonly queue?: Pick<Limiter, 'run'> | undefined;
}

/**
 * Downloads the file of a task that has succeeded.
 * @param found the task as in the last response
 * @returns `found` with `download` or `error`
 */
export async function downloadTask(call: DownloadTaskCall, found: TaskResult): Promise<TaskResult> {
  if (found.outcome === 'running') return { ...found, exit: 'pending', error: pendingError(found) };
  if (found.outcome === 'failed')
    return { ...found, exit: 'task-failed', error: failedError(found) };
  if (found.outcome !== 'succeeded' || found.task === undefined) return found;
  const startedAt = call.context.clock.now();
  const elapsed = (): number => found.elapsedMs + call.context.clock.now() - startedAt;
  let downloaded: DownloadResult | undefined;
  try {
    const request = createRequest(call, found, found.task);
    const { queue, signal, settings } = call;
    const { as: format, ifExists } = settings;
    const fetch = (target: DownloadTarget): Promise<DownloadResult> => {
      const run = () => downloadFile({ ...request, target }, { ...call.context, userAgent });
      return queue === undefined ? run() : queue.run(signal, run);
    };
    if (format !== undefined && settings.destination.kind === 'stdout') {
      const { stdout, temporary = '' } = call;
      if (stdout === undefined) throw new Error('no stream for the destination stdout');
      const toStream = (target: OutputTarget) => fetch({ kind: 'stdout', ...target });
      const { streamRows } = await import('./rows-of-download.ts');
      const given = { format, ifExists, signal, temporary };
      return { ...found, ...(await streamRows(toStream, stdout, given)), elapsedMs: elapsed() };
    }
    downloaded = await fetch(request.target);
    const { path } = downloaded;
    if (format === undefined || path === null) {
      return { ...found, download: downloaded, elapsedMs: elapsed() };
    }
    const { writeRowsBeside } = await import('./rows-of-download.ts');
    const rows = await writeRowsBeside(path, downloaded, { format, ifExists, signal });
    return { ...found, download: downloaded, rows, elapsedMs: elapsed() };
  } catch (error) {
    const failure = describeFailure(error);
    return { ...found, download: downloaded, ...failure, elapsedMs: elapsed() };
  }
}

function createRequest(
  call: DownloadTaskCall,
  found: TaskResult,
  task: ExportTaskResponse,
): DownloadRequest {
  const { settings, allowLoopback, context } = call;
  return {
    ...settings,
    link: requireLink(task),
    target: createTarget(call, found, task),
    policy: { allowedHosts: settings.allowedHosts, allowLoopback },
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

/** @throws SiemExportError if the task no longer has a file, or the response is about another task */
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
  const { destination } = settings;
  switch (destination.kind) {
    case 'stdout':
      if (stdout === undefined) throw new Error('no stream for the destination stdout');
      // A stream with a descriptor has copied the bytes to the system when its write ends.
      return { kind: 'stdout', stream: stdout, detachesChunks: typeof stdout.fd === 'number' };
    case 'file':
      return destination;
    case 'template': {
      const path = fillFileTemplate(destination.template, listValues(found, task));
      return { kind: 'file', path };
    }
    case 'folder':
      return { ...destination, fileName: nameFile(task, found) };
  }
}

/** Made safe as the names of the service are. */
function listValues(found: TaskResult, task: ExportTaskResponse): TemplateValues {
  const { createdAt } = task;
  return {
    id: toSafeFileName(found.exportId ?? task.exportId ?? 'unknown'),
    account: toSafeFileName(found.roleFor ?? 'own'),
    region: toSafeFileName(found.region),
    date: createdAt === undefined ? 'undated' : new Date(createdAt).toISOString().slice(0, 10),
    name: toSafeFileName(nameFile(task, found)),
  };
}

/** `FileName`, else the last part of the download link, else a name made of the id. */
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
