import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import type { IfExists } from './download-request.ts';

/**
 * Gives a whole, checked file its final name, in one step: nobody sees half of it, and a file that
 * stood there is replaced or left alone, never gone in between.
 * @returns the path that it stands under; another one where `rename` had to choose
 * @throws SiemExportError where something stands there that may not be replaced
 */
export async function placeFile(
  partial: string,
  target: string,
  ifExists: IfExists,
): Promise<string> {
  if (ifExists === 'overwrite') {
    await rename(partial, target);
    await syncFolder(target);
    return target;
  }
  for (const path of ifExists === 'rename' ? numberedNames(target) : [target]) {
    if (!(await linkOnce(partial, path))) continue;
    await rm(partial);
    await syncFolder(path);
    return path;
  }
  throw fileExists(target);
}

export function fileExists(target: string): SiemExportError {
  return new SiemExportError('FileExists', 'download', `${target} exists and is another file`, {
    hint: 'Nothing was touched. --if-exists overwrite or rename, or another --output or --dir, gets it.',
  });
}

function* numberedNames(target: string): Generator<string> {
  yield target;
  const ending = extname(target);
  const stem = target.slice(0, target.length - ending.length);
  for (let number = 1; number < 10_000; number++) yield `${stem} (${number})${ending}`;
}

/** A hard link fails where the name is taken: the check and the act are one. */
async function linkOnce(partial: string, path: string): Promise<boolean> {
  try {
    await link(partial, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The new name is on disk after this, also when the power fails; not every system can do it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
