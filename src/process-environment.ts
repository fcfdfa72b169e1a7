import { homedir, tmpdir } from 'node:os';
import type { Clock } from './base/context.ts';
import { UsageError } from './base/errors.ts';
import { onAbort } from './base/on-abort.ts';
import type { LibraryContext } from './library/task-options.ts';

/** The longest sleep of setTimeout (32 bits): longer sleeps are split. */
const longestTimerMs = 2 ** 31 - 1;

export const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, { signal } = {}) {
    let left = Math.max(0, ms);
    do {
      signal?.throwIfAborted();
      const part = Math.min(left, longestTimerMs);
      await startTimer(part, signal);
      left -= part;
    } while (left > 0);
  },
};

/** Lighter than that of `node:timers/promises`, for ten thousand may sleep on one signal. */
function startTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopListening?.();
      resolve();
    }, ms);
    const stopListening =
      signal &&
      onAbort(signal, () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
  });
}

/** What the library has of the process that it runs in: neither streams nor signals. */
export function readProcessEnvironment(): LibraryContext & { readonly temporary: string } {
  return withWorkingFolder({
    env: process.env,
    directories: { home: findHome() },
    temporary: tmpdir(),
    clock,
    random: Math.random,
  });
}

/** Some containers give a user neither HOME nor an entry among the users: nothing of theirs is anywhere, then. */
export function findHome(): string {
  try {
    return homedir();
  } catch {
    return '/';
  }
}

/**
 * Adds `cwd`, which throws a UsageError if the working folder was deleted. It is not enumerable:
 * `{ ...context }` would read it, and so would commands that need no working folder.
 */
export function withWorkingFolder<T extends object>(context: T): T & { readonly cwd: string } {
  return Object.defineProperty(context as T & { readonly cwd: string }, 'cwd', {
    get: findWorkingFolder,
  });
}

function findWorkingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError(
      {
        en: 'the working folder does not exist any more',
        zh: '当前工作目录已不存在',
      },
      {
        hint: {
          en: 'Change into a folder that exists, and run the command again.',
          zh: '请切换到一个存在的目录，再重新运行该命令。',
        },
      },
    );
  }
}
