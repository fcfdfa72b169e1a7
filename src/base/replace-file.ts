import { createHash, randomBytes } from 'node:crypto';
import { constants, promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all. The new content is first in a file of its own beside it: created
 * exclusively, under a name that nobody can know before, so no link that another user planted is followed.
 * @param options.sync survives a power failure
 * @throws a system error; nothing is left behind then
 */
export async function replaceFile(
  path: string,
  text: string,
  { sync }: { readonly sync: boolean },
): Promise<void> {
  const fresh = join(
    dirname(path),
    `${temporaryStart(path)}${randomBytes(16).toString('hex')}.new`,
  );
  const file = await createExclusively(fresh);
  try {
    await file.writeFile(text);
    if (sync) await file.sync();
    await validateSame(file, fresh);
    await promises.rename(fresh, path);
  } catch (error) {
    await promises.rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** A new file for this user alone. @throws a system error: `EEXIST` where the name is taken, by a link too */
export async function createExclusively(path: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_EXCL } = constants;
  return await promises.open(path, O_RDWR | O_CREAT | O_EXCL | noFollow, 0o600);
}

/** No link leads to another file. Windows has no such flag. */
export const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

/**
 * Another user may exchange what is under the name, if the folder is open to others.
 * @throws Error with the code `ESTALE` where the name is no longer this file's
 */
export async function validateSame(file: FileHandle, path: string): Promise<void> {
  const opened = await file.stat({ bigint: true });
  const named = await promises.lstat(path, { bigint: true });
  if (opened.ino === named.ino && opened.dev === named.dev) return;
  throw Object.assign(new Error(`${path} was replaced`), { code: 'ESTALE' });
}

/** Removes what `replaceFile` left of `path` in runs that were killed. Never fails. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const start = temporaryStart(path);
  const names = await promises.readdir(folder).catch(() => []);
  const left = names.filter(
    (name) => name.startsWith(start) && ending.test(name.slice(start.length)),
  );
  await Promise.all(
    left.map((name) => promises.rm(join(folder, name), { force: true }).catch(() => undefined)),
  );
}

const ending = /^[0-9a-f]{32}\.new$/;

/** What file systems accept as one name, in bytes. */
const longestNameBytes = 255;
const endingBytes = 36;

/** What the names of all new files for `path` begin with. They are hidden. */
function temporaryStart(path: string): string {
  const name = basename(path).replace(/^\.*/, '.');
  const isShort = Buffer.byteLength(name) + 1 + endingBytes <= longestNameBytes;
  return isShort ? `${name}.` : `.${createHash('sha256').update(name).digest('hex').slice(0, 32)}.`;
}
