import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rm, statfs, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import { isTrustedOwner } from '../../base/plain-file.ts';
import { createExclusively, noFollow } from '../../base/replace-file.ts';
import { raiseFileError } from './codes.ts';
import { createInPlaceError } from './existing-file.ts';
import { texts } from './texts.ts';

/** Files next to the target during a download. */
export interface PartialPaths {
  readonly partial: string;
  readonly sidecar: string;
}

/** The limit of common file systems, in bytes. */
const longestNameBytes = 255;
const longestSuffix = '.part.json';

export function partialPaths(target: string): PartialPaths {
  const partial = `${hiddenPath(target)}.part`;
  return { partial, sidecar: `${partial}.json` };
}

/** The common start of the names of the files next to a target: hidden, the same in every run. */
export function hiddenPath(target: string): string {
  const name = basename(target);
  const hidden =
    Buffer.byteLength(name) + 1 + longestSuffix.length <= longestNameBytes
      ? name
      : createHash('sha256').update(name).digest('hex').slice(0, 32);
  return join(dirname(target), `.${hidden}`);
}

/**
 * Creates a partial file. An old one is removed, not truncated: another process that still writes to it
 * keeps a file of its own.
 */
export async function createPartial(path: string): Promise<FileHandle> {
  await removeFile(path);
  return await createExclusively(path);
}

/** Opens the partial file of an earlier run; undefined if none can be resumed. */
export async function openPartial(
  path: string,
  leastBytes: number,
): Promise<FileHandle | undefined> {
  const { O_RDWR, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  const file = await open(path, (O_RDWR ?? 2) | O_NONBLOCK | noFollow).catch(() => undefined);
  const found = await file?.stat();
  // With two names, one of them may be the final one: it was placed, and the run ended there.
  const isUsable =
    found?.isFile() === true &&
    found.nlink === 1 &&
    found.size >= leastBytes &&
    isTrustedOwner(found.uid);
  if (isUsable) return file;
  await file?.close();
  return undefined;
}

export async function removePartial({ partial, sidecar }: PartialPaths): Promise<void> {
  await removeFile(sidecar);
  await removeFile(partial);
}

/** @throws SiemExportError if it is a folder, which is left alone */
async function removeFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory()) throw createInPlaceError(path, 'folder');
  await rm(path, { force: true });
}

/** The unit of `blocks` in `stat`, on every file system. */
const statBlockBytes = 512;

/**
 * Gives a partial file its full size. A sparse file takes no space, so the free space is checked too:
 * a full disk is reported before the first byte is fetched.
 * @throws SiemExportError if the disk is too small; a system error
 */
export async function reserveSpace(
  file: FileHandle,
  path: string,
  totalBytes: number,
): Promise<void> {
  const { size, blocks } = await file.stat();
  const neededBytes = totalBytes - blocks * statBlockBytes;
  const free = await statfs(dirname(path)).catch(() => undefined);
  // Some file systems report 0 for everything.
  const freeBytes = free === undefined || free.blocks === 0 ? Infinity : free.bavail * free.bsize;
  if (neededBytes > freeBytes) {
    const message = texts.diskTooSmall(formatByteSize(freeBytes), formatByteSize(neededBytes));
    throw raiseFileError('DiskFull', { message });
  }
  if (size !== totalBytes) await file.truncate(totalBytes);
}
