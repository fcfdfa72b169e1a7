import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isTrustedOwner } from '../../base/plain-file.ts';
import { createExclusively, noFollow } from '../../base/replace-file.ts';
import { createInPlaceError } from './existing-file.ts';

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
