import { isAbsolute, resolve } from 'node:path';
import { UsageError } from '../base/errors.ts';
import { downloadTask, type DownloadSettings } from '../operations/download-task.ts';
import { getStatus } from '../operations/get-status.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import { withService } from './open-service.ts';
import { downloadRules } from './option-rules.ts';
import { readResult } from './read-result.ts';
import type { DownloadOptions, LibraryContext } from './task-options.ts';
import type { TaskName } from './validate-options.ts';

/**
 * A file that is proven to be the one that the store holds.
 *
 * @example
 * ```ts
 * import { downloadExportFile, type DownloadedFile } from 'siem-export';
 *
 * // A line as sha256sum writes it.
 * const formatSum = ({ sha256, path }: DownloadedFile): string => `${sha256}  ${path}`;
 * console.log(formatSum(await downloadExportFile('400185', { folder: 'sums' })));
 * ```
 */
export interface DownloadedFile {
  /** Absolute; null where it went to a stream. */
  readonly path: string | null;
  /** Size of the whole file, in bytes. */
  readonly bytes: number;
  /** How many of them an earlier call had fetched. */
  readonly resumedFrom: number;
  /** CRC-64/XZ of the whole file, unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The strongest proof that could be had: the store's digest, the workbook's structure, or the length. */
  readonly verified: 'crc64' | 'md5' | 'structure' | 'length';
  /** It was there already, proven to be the same; nothing was fetched. */
  readonly skipped: boolean;
  /** Absolute path of the receipt; undefined where none was written. */
  readonly receiptPath: string | undefined;
}

export function downloadFile(
  name: TaskName | undefined,
  options: DownloadOptions,
  system: LibraryContext,
): Promise<DownloadedFile> {
  const given = { options, rules: downloadRules, system };
  return withService(name, given, async ({ call, isLoopback }) => {
    const settings = toSettings(options, system);
    const found = readResult(await getStatus(call), options);
    const ended = await downloadTask(
      {
        ...call,
        settings,
        stdout: options.stream,
        allowLoopback: isLoopback,
        onEvent: (event) => {
          tellProgress(event, options);
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
    ifExists: options.ifExists ?? 'skip',
    resume: options.resume ?? true,
    connections: options.connections ?? 'auto',
    limitRate: options.limitRate,
    receipt: options.receipt ?? true,
    allowedHosts: ['*.aliyuncs.com', ...allowedHosts],
  };
}

function toDestination(
  { file, folder, stream }: DownloadOptions,
  system: Pick<LibraryContext, 'cwd'>,
): DownloadSettings['destination'] {
  // Where nothing is relative, nobody asks for the working directory: it may be gone.
  const toAbsolute = (path: string): string =>
    isAbsolute(path) ? resolve(path) : resolve(system.cwd, path);
  if ([file, folder, stream].filter((each) => each !== undefined).length > 1) {
    throw new UsageError('options.file, folder and stream exclude each other: give one of them');
  }
  if (stream !== undefined) return { kind: 'stdout' };
  if (file !== undefined) return { kind: 'file', path: toAbsolute(file) };
  return { kind: 'folder', folder: toAbsolute(folder ?? '.') };
}

function tellProgress(told: TaskEvent, { onProgress }: DownloadOptions): void {
  if (told.type !== 'download' || told.event.type !== 'progress') return;
  const { receivedBytes, totalBytes } = told.event;
  onProgress?.({ receivedBytes, totalBytes });
}
