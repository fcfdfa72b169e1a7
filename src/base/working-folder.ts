import { isAbsolute, relative, resolve } from 'node:path';
import type { Context } from './context.ts';

/** Has `cwd`, which throws if the working folder was deleted: it is read for relative paths only. */
export type WorkingFolder = Pick<Context, 'cwd'>;

/** @throws UsageError for a relative path if the working folder was deleted */
export function resolvePath(path: string, place: WorkingFolder): string {
  return isAbsolute(path) ? resolve(path) : resolve(place.cwd, path);
}

/** A path below the working folder, as people would write it: from there. */
export function shortenPath(path: string, place: WorkingFolder): string {
  try {
    const short = relative(place.cwd, path);
    return short.startsWith('..') || isAbsolute(short) ? path : short;
  } catch {
    // The working folder was deleted, so nothing is below it.
    return path;
  }
}
