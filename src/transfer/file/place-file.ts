import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { systemErrorCode } from '../../base/errors.ts';
import type { FileDownload } from '../download-request.ts';
import { receiptPathOf } from './receipt.ts';

/**
 * Gives a verified file its final name in one step: no other process sees half of it, and an existing
 * file is either replaced or kept.
 * @returns the final path, which `rename` may have numbered; undefined if the path is taken
 * @throws a system error
 */
export async function placeFile(
  partial: string,
  { path, ifExists, receipt }: Pick<FileDownload, 'path' | 'ifExists' | 'receipt'>,
): Promise<string | undefined> {
  if (ifExists === 'overwrite') {
    await rename(partial, path);
    await syncFolder(path);
    return path;
  }
  if (ifExists !== 'rename') return await placeAs(partial, path);
  for (const numbered of numberedNames(path)) {
    // The receipt of a file that was moved away is kept.
    if (receipt !== undefined && (await isTaken(receiptPathOf(numbered)))) continue;
    const placed = await placeAs(partial, numbered);
    if (placed !== undefined) return placed;
  }
  return undefined;
}

async function placeAs(partial: string, path: string): Promise<string | undefined> {
  if (!(await placeOnce(partial, path))) return undefined;
  await syncFolder(path);
  return path;
}

function* numberedNames(target: string): Generator<string> {
  yield target;
  const ending = extname(target);
  const stem = target.slice(0, target.length - ending.length);
  for (let number = 1; number < 10_000; number++) yield `${stem} (${number})${ending}`;
}

/** Codes of file systems without hard links. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/**
 * A hard link fails if the name is taken, which `rename` of Node.js does not. Without hard links the name
 * is checked first, and another process may take it in between.
 */
async function placeOnce(partial: string, path: string): Promise<boolean> {
  try {
    await link(partial, path);
  } catch (error) {
    const code = systemErrorCode(error) ?? '';
    if (code === 'EEXIST') return false;
    if (!noHardLinks.has(code)) throw error;
    if (await isTaken(path)) return false;
    await rename(partial, path);
    return true;
  }
  await rm(partial);
  return true;
}

async function isTaken(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** Makes the new name survive a power cut, on systems that support it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
