import { isAbsolute, resolve } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { downloadTask, type DownloadSettings } from '../operations/download-task.ts';
import { getStatus } from '../operations/get-status.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import { defaultAllowedHosts, defaultDownloadOptions } from '../transfer/download-request.ts';
import { readResult, withService } from './open-service.ts';
import { downloadRules } from './option-rules.ts';
import type { DownloadOptions, LibraryContext } from './task-options.ts';
import type { TaskName } from './validate-options.ts';

/**
 * A downloaded and verified file.
 *
 * @example
 * ```ts
 * import { downloadExportFile, type DownloadedFile } from 'siem-export';
 *
 * // One line, in the format of sha256sum.
 * const formatSum = ({ sha256, path }: DownloadedFile): string => `${sha256}  ${path}`;
 * console.log(formatSum(await downloadExportFile('400185', { folder: 'sums' })));
 * ```
 */
export interface DownloadedFile {
  /** Absolute; null: written to a stream. */
  readonly path: string | null;
  /** Size of the whole file, in bytes. */
  readonly bytes: number;
  /** How many of them an earlier call had downloaded. */
  readonly resumedFrom: number;
  /** CRC-64/XZ of the whole file, unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The strongest check that was possible: the store's digest, the structure of the workbook, or the length. */
  readonly verified: 'crc64' | 'md5' | 'structure' | 'length';
  /** An identical file already existed, so nothing was downloaded. */
  readonly skipped: boolean;
  /** Absolute path of the receipt; undefined: not written. */
  readonly receiptPath: string | undefined;
}

export function downloadFile(
  name: TaskName | undefined,
  options: DownloadOptions,
  system: LibraryContext,
): Promise<DownloadedFile> {
  const given = { options, rules: downloadRules, system };
  return withService(name, given, async (service) => {
    const settings = { ...toSettings(options, system), limits: service.limits };
    const found = readResult(await getStatus(service), options);
    const ended = await downloadTask(
      {
        ...service,
        settings,
        stdout: options.stream,
        onEvent: (event) => {
          reportProgress(event, options);
        },
      },
      found,
    );
    const { download, error } = readResult(ended, options);
    if (download === undefined) throw error ?? new Error('a download ended without a file');
    return { receiptPath: undefined, ...download };
  });
}

function toSettings(options: DownloadOptions, system: LibraryContext): DownloadSettings {
  const { allowedHosts = [] } = options;
  return {
    destination: toDestination(options, system),
    ifExists: options.ifExists ?? defaultDownloadOptions.ifExists,
    resume: options.resume ?? defaultDownloadOptions.resume,
    connections: options.connections ?? defaultDownloadOptions.connections,
    limitRate: options.limitRate,
    limits: {},
    receipt: options.receipt ?? true,
    allowedHosts: [...defaultAllowedHosts, ...allowedHosts],
  };
}

function toDestination(
  { file, folder, stream }: DownloadOptions,
  system: Pick<LibraryContext, 'cwd'>,
): DownloadSettings['destination'] {
  // `cwd` throws if the working directory was removed, so it is read for a relative path only.
  const toAbsolute = (path: string): string =>
    isAbsolute(path) ? resolve(path) : resolve(system.cwd, path);
  if ([file, folder, stream].filter((each) => each !== undefined).length > 1) {
    throw new UsageError('options.file, folder and stream: only one of them is allowed');
  }
  if (stream !== undefined) return { kind: 'stdout' };
  if (file !== undefined) return { kind: 'file', path: toAbsolute(file) };
  return { kind: 'folder', folder: toAbsolute(folder ?? '.') };
}

function reportProgress(event: TaskEvent, { onProgress }: DownloadOptions): void {
  if (event.type !== 'download' || event.event.type !== 'progress') return;
  const { receivedBytes, totalBytes } = event.event;
  onProgress?.({ receivedBytes, totalBytes });
}
