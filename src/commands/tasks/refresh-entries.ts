import type { Context } from '../../base/context.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import { getStatus } from '../../operations/get-status.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { mergeEntries, type JournalEntry } from '../../settings/journal/journal-entry.ts';
import type { FleetFlags } from '../flags/request-flags.ts';
import type { OutputFlags } from '../flags/output-flags.ts';
import { toEntry } from '../session/journal-observer.ts';
import { createCall } from '../session/run-tasks.ts';
import { defaultLimits, openSession, type CommandSession } from '../session/open-session.ts';

export interface RefreshOptions {
  readonly request: FleetFlags;
  readonly output: OutputFlags;
}

export interface Refreshed {
  readonly entries: readonly JournalEntry[];
  /** Of all requests together. */
  readonly exit: ExitName;
}

/**
 * Asks once for each task, in the region and account that it was seen in, all under one limiter. An entry
 * stays as it is if its request fails; the error is printed.
 */
export async function refreshEntries(
  entries: readonly JournalEntry[],
  { request, output }: RefreshOptions,
  context: Context,
): Promise<Refreshed> {
  // The list is what stdout holds.
  const talk = { ...output, json: false, query: undefined, progress: false };
  const options = { ...defaultLimits, request, output: talk, stdout: 'status' } as const;
  const session = await openSession(options, context);
  try {
    const asked = entries.map((entry) => refreshEntry(entry, session, context));
    const refreshed = await Promise.all(asked);
    return {
      entries: refreshed.map(({ entry }) => entry),
      exit: combineExits(refreshed.map(({ exit }) => exit)),
    };
  } finally {
    session.close();
  }
}

async function refreshEntry(
  entry: JournalEntry,
  session: CommandSession,
  context: Context,
): Promise<{ entry: JournalEntry; exit: ExitName }> {
  const { exportId, region, roleFor } = entry;
  const request = { exportId, region, roleFor, lang: session.settings.lang };
  const result = await getStatus(createCall(request, { session, context }));
  if (result.error !== undefined) session.reporter.result(result);
  return { entry: update(entry, result, context.clock.now()), exit: result.exit };
}

function update(entry: JournalEntry, result: TaskResult, now: number): JournalEntry {
  const { task, exit } = result;
  const { exportId, usedAt } = entry;
  if (task !== undefined) {
    const known = { request: { ...entry }, task, result };
    return mergeEntries(entry, toEntry(known, { exportId, usedAt, now }));
  }
  if (exit !== 'not-found') return entry;
  // The service no longer has it: nothing will change.
  return { ...entry, outcome: 'error', pending: false, seenAt: now };
}
