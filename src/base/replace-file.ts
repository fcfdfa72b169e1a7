import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  lstatSync,
  openSync,
  promises,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { createHash as hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Writes a small file whole or not at all. The new content is first in a file of its own beside it: created
 * exclusively, under a name that nobody can know before, so no link that another user planted is followed.
 * Synchronous but for the disk: loading `node:fs/promises` would take longer than the write.
 * @param options.sync survives a power failure
 * @throws a system error; nothing is left behind then
 */
export async function replaceFile(
  path: string,
  text: string,
  { sync }: { readonly sync: boolean },
): Promise<void> {
  // Loaded here: commands that write nothing start faster.
  const { createHash, randomBytes } = await import('node:crypto');
  const start = temporaryStart(path, createHash);
  const fresh = join(dirname(path), `${start}${randomBytes(16).toString('hex')}.new`);
  const file = openSync(fresh, exclusively, 0o600);
  try {
    writeFileSync(file, text);
    if (sync) await promisify(fsync)(file);
    validateSame(file, fresh);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Creates a file that only this user can read. @throws a system error: `EEXIST` if the name is taken, also by a link */
export async function createExclusively(path: string): Promise<FileHandle> {
  return await promises.open(path, exclusively, 0o600);
}

/** Does not follow links. Windows has no such flag. */
export const noFollow = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

const exclusively = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | noFollow;

/**
 * Another user may exchange what is under the name, if the folder is open to others.
 * @param file a descriptor
 * @throws Error with the code `ESTALE` if the name is no longer this file's
 */
export function validateSame(file: number, path: string): void {
  const opened = fstatSync(file, { bigint: true });
  const named = lstatSync(path, { bigint: true });
  if (opened.ino === named.ino && opened.dev === named.dev) return;
  throw Object.assign(new Error(`${path} was replaced`), { code: 'ESTALE' });
}

/** Removes what killed runs of `replaceFile` left beside `path`. Never fails. */
export async function removeLeftovers(path: string): Promise<void> {
  const { createHash } = await import('node:crypto');
  const folder = dirname(path);
  const start = temporaryStart(path, createHash);
  const names = await promises.readdir(folder).catch(() => []);
  const left = names.filter(
    (name) => name.startsWith(start) && ending.test(name.slice(start.length)),
  );
  await Promise.all(
    left.map((name) => promises.rm(join(folder, name), { force: true }).catch(() => undefined)),
  );
}

const ending = /^[0-9a-f]{32}\.new$/;

/** The longest name that file systems accept, in bytes. */
const longestNameBytes = 255;
const endingBytes = 36;

/** What the names of all new files for `path` begin with. They are hidden. */
function temporaryStart(path: string, createHash: typeof hash): string {
  const name = basename(path).replace(/^\.*/, '.');
  const isShort = Buffer.byteLength(name) + 1 + endingBytes <= longestNameBytes;
  return isShort ? `${name}.` : `.${createHash('sha256').update(name).digest('hex').slice(0, 32)}.`;
}
