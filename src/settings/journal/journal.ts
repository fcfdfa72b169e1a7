import { join } from 'node:path';
import type { Clock, Directories } from '../../base/context.ts';
import { systemErrorCode } from '../../base/errors.ts';
import { mergeEntries, nameEntry, type JournalEntry, type TaskKey } from './journal-entry.ts';
import { openJournalFolder } from './journal-folder.ts';

/** At most this many tasks are kept, each for at most this long. */
export const keptTasks = 500;
const keptMs = 90 * 86_400_000;

/** A problem that does not end the command. `code`: the system's. */
export type JournalProblem =
  | { readonly kind: 'not-written' | 'not-read'; readonly folder: string; readonly code: string }
  | { readonly kind: 'broken'; readonly folder: string; readonly count: number };

export interface JournalOptions {
  readonly directories: Pick<Directories, 'config'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Called once for each kind. */
  readonly onProblem: (problem: JournalProblem) => void;
}

/** The tasks that this machine has seen; the API cannot list them. No method throws. */
export interface Journal {
  /** Records what is known about a task. The file is written in the background. */
  remember(entry: JournalEntry): void;
  /** Resolves when all that was to be remembered is written. */
  flush(): Promise<void>;
  /** The task used last comes first. */
  list(): readonly JournalEntry[];
  /** @returns whether all of them were removed */
  remove(keys: readonly TaskKey[]): Promise<boolean>;
}

export function createJournal({ directories, clock, onProblem }: JournalOptions): Journal {
  const path = join(directories.config, 'tasks');
  const folder = openJournalFolder(path);
  const waiting = new Map<string, JournalEntry>();
  const told = new Set<JournalProblem['kind']>();
  let writing: Promise<void> | undefined;
  let canWrite = true;
  let hasGrown = false;

  const reportProblem = (problem: JournalProblem): void => {
    if (told.has(problem.kind)) return;
    told.add(problem.kind);
    onProblem(problem);
  };
  const beforeMs = (): number => clock.now() - keptMs;
  const attempt = async (work: () => Promise<void> | void): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      reportProblem({ kind: 'not-written', folder: path, code: describeSystemError(error) });
      return false;
    }
  };
  const writeAll = async (): Promise<void> => {
    // Entries added meanwhile are written too.
    for (const [name, entry] of waiting) {
      waiting.delete(name);
      canWrite &&= await attempt(async () => {
        if (await folder.write(entry)) hasGrown = true;
      });
    }
    writing = undefined;
  };

  return {
    list() {
      try {
        const { entries, broken } = folder.read();
        if (broken > 0) reportProblem({ kind: 'broken', folder: path, count: broken });
        return entries.filter(({ usedAt }) => usedAt >= beforeMs()).sort(byUse);
      } catch (error) {
        reportProblem({ kind: 'not-read', folder: path, code: describeSystemError(error) });
        return [];
      }
    },
    remember(entry) {
      if (!canWrite) return;
      const name = nameEntry(entry);
      const before = waiting.get(name);
      waiting.set(name, before === undefined ? entry : mergeEntries(before, entry));
      writing ??= writeAll();
    },
    async flush() {
      await writing;
      if (!hasGrown) return;
      hasGrown = false;
      await attempt(() => {
        folder.prune({ most: keptTasks, beforeMs: beforeMs() });
      });
    },
    remove(keys) {
      return attempt(() => {
        for (const key of keys) folder.remove(key);
      });
    },
  };
}

/** If one command used several tasks, the highest id was created last. */
function byUse(a: JournalEntry, b: JournalEntry): number {
  return b.usedAt - a.usedAt || (BigInt(b.exportId) > BigInt(a.exportId) ? 1 : -1);
}

function describeSystemError(error: unknown): string {
  return systemErrorCode(error) ?? String(error);
}
