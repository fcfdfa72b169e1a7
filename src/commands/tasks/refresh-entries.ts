import type { Context } from '../../base/context.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import { getStatus } from '../../operations/get-status.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { mergeEntries, type JournalEntry } from '../../settings/journal/journal-entry.ts';
import type { FleetFlags } from '../flags/request-flags.ts';
import type { OutputFlags } from '../flags/output-flags.ts';
import { createCall } from '../session/create-call.ts';
import { toEntry } from '../session/journal-observer.ts';
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
 * Asks once for each task, in the region and for the account that it was seen with. What a request could
 * not find out is told on stderr, and the entry stays as it is.
 */
export async function refreshEntries(
  entries: readonly JournalEntry[],
  options: RefreshOptions,
  context: Context,
): Promise<Refreshed> {
  const refreshed: JournalEntry[] = [];
  const exits: ExitName[] = [];
  // One region after the other: the limits of requests hold for all of them together.
  for (const region of new Set(entries.map((entry) => entry.region))) {
    const ofRegion = entries.filter((entry) => entry.region === region);
    const session = await openRegion(region, ofRegion, options, context);
    try {
      const asked = ofRegion.map((entry) => refreshEntry(entry, session, context));
      for (const { entry, exit } of await Promise.all(asked)) {
        refreshed.push(entry);
        exits.push(exit);
      }
    } finally {
      session.close();
    }
  }
  return { entries: refreshed, exit: combineExits(exits) };
}

function openRegion(
  region: string,
  entries: readonly JournalEntry[],
  { request, output }: RefreshOptions,
  context: Context,
): Promise<CommandSession> {
  const roleFor = [...new Set(entries.flatMap((entry) => entry.roleFor ?? []))];
  return openSession(
    {
      ...defaultLimits,
      request: { ...request, region, roleFor },
      // The list is what stdout holds.
      output: { ...output, json: false, query: undefined, progress: false },
      stdout: 'status',
    },
    context,
  );
}

async function refreshEntry(
  entry: JournalEntry,
  session: CommandSession,
  context: Context,
): Promise<{ entry: JournalEntry; exit: ExitName }> {
  const { exportId, region, roleFor } = entry;
  const request = { exportId, region, roleFor, lang: session.settings.lang };
  const result = await getStatus(createCall(request, session, context));
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
  // The service has it no more, so nothing will change.
  return { ...entry, outcome: 'error', pending: false, seenAt: now };
}
