import { stat } from 'node:fs/promises';
import { expect } from 'vitest';

/**
 * Whether the system has what some tests are about: signals that a process can catch, modes of files,
 * symbolic links without a privilege, a shell. Those tests are skipped where it has not.
 */
export const isPosix = process.platform !== 'win32';

/** Windows has no modes: there a file has the permissions of its folder. */
export async function expectMode(path: string, mode: number): Promise<void> {
  if (isPosix) expect((await stat(path)).mode & 0o777).toBe(mode);
}
