import { promises } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from './errors.ts';

/**
 * Creates a folder and its parents. Goes up only while a parent is missing: `recursive: true` of Node.js 20
 * never returns for a folder below /proc, and reports ENOENT for a read-only file system.
 * @param mode of the folders that are created
 * @throws a system error
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await promises.mkdir(folder, { mode });
    return;
  } catch (error) {
    if (await isFolder(folder)) return;
    if (systemErrorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
  }
  await makeFolder(dirname(folder), mode);
  await promises.mkdir(folder, { mode }).catch(async (error: unknown) => {
    // Another process has created it meanwhile.
    if (!(await isFolder(folder))) throw error;
  });
}

async function isFolder(path: string): Promise<boolean> {
  const found = await promises.stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
