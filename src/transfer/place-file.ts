import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import type { IfExists } from './download-request.ts';
import { receiptPathOf } from './read-receipt.ts';

export interface Placement {
  readonly path: string;
  readonly ifExists: IfExists;
  /** It gets a receipt: a number that one stands under already, of a file that was moved away, is taken. */
  readonly hasReceipt: boolean;
}

/**
 * Gives a whole, checked file its final name, in one step: nobody sees half of it, and a file that
 * stood there is replaced or left alone, never gone in between.
 * @returns the path that it stands under, another one where `rename` had to choose; undefined where
 *   something stands there that may not be replaced
 * @throws a system error
 */
export async function placeFile(
  partial: string,
  { path, ifExists, hasReceipt }: Placement,
): Promise<string | undefined> {
  if (ifExists === 'overwrite') {
    await rename(partial, path);
    await syncFolder(path);
    return path;
  }
  if (ifExists !== 'rename') return await placeAs(partial, path);
  for (const numbered of numberedNames(path)) {
    if (hasReceipt && (await isTaken(receiptPathOf(numbered)))) continue;
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

/** File systems without hard links say it in these ways. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/**
 * A hard link fails where the name is taken: the check and the act are one. Node.js has no rename that
 * does, so without hard links there is a moment between them, in which the name is free.
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

/** The new name is on disk after this, also when the power fails; not every system can do it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
