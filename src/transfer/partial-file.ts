import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInPlaceError } from './existing-file.ts';

/** Files next to the target during a download. */
export interface PartialPaths {
  readonly partial: string;
  readonly sidecar: string;
}

/** The limit of common file systems, in bytes. */
const longestNameBytes = 255;
const longestSuffix = '.part.json.new';

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

/** Never follow a symbolic link to another file. Windows has no such flag. */
const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

/**
 * Creates a partial file. An old one is removed, not truncated: another process that still writes to it
 * keeps a file of its own.
 */
export async function createPartial(path: string): Promise<FileHandle> {
  await removeFile(path);
  const { O_RDWR, O_CREAT, O_EXCL } = constants;
  return await open(path, O_RDWR | O_CREAT | O_EXCL | noFollow, 0o600);
}

/** Opens the partial file of an earlier run; undefined if none can be resumed. */
export async function openPartial(
  path: string,
  leastBytes: number,
): Promise<FileHandle | undefined> {
  try {
    const found = await lstat(path);
    // With two names, one may be the final one: the run ended after it was placed.
    if (!found.isFile() || found.nlink > 1 || found.size < leastBytes) return undefined;
    return await open(path, constants.O_RDWR | noFollow);
  } catch {
    return undefined;
  }
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
