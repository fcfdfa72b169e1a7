import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInPlaceError } from './existing-file.ts';

/** What stands beside a file while it is fetched. */
export interface PartialPaths {
  readonly partial: string;
  readonly sidecar: string;
}

/** What file systems take for one name, in bytes. */
const longestNameBytes = 255;
const longestSuffix = '.part.json.new';

export function partialPaths(target: string): PartialPaths {
  const partial = `${hiddenPath(target)}.part`;
  return { partial, sidecar: `${partial}.json` };
}

/** The start of what a file's own helpers beside it are called: hidden, and the same in every run. */
export function hiddenPath(target: string): string {
  const name = basename(target);
  const hidden =
    Buffer.byteLength(name) + 1 + longestSuffix.length <= longestNameBytes
      ? name
      : createHash('sha256').update(name).digest('hex').slice(0, 32);
  return join(dirname(target), `.${hidden}`);
}

/** Nobody's link leads us to another file. Windows has no such flag. */
const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

/**
 * A new partial file. What stood there is taken away first, not emptied: another process that still
 * writes to it writes to a file of its own then.
 */
export async function createPartial(path: string): Promise<FileHandle> {
  await removeFile(path);
  const { O_RDWR, O_CREAT, O_EXCL } = constants;
  return await open(path, O_RDWR | O_CREAT | O_EXCL | noFollow, 0o600);
}

/** The partial file of an earlier run; undefined where there is none that could be written to. */
export async function openPartial(
  path: string,
  leastBytes: number,
): Promise<FileHandle | undefined> {
  try {
    const found = await lstat(path);
    // With two names, one of them may be the final one: it was placed, and the run ended there.
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

/** A folder there is somebody's own: it is left alone, and said. */
async function removeFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory()) throw createInPlaceError(path, 'folder');
  await rm(path, { force: true });
}
