import { regions } from '../../api/endpoints.ts';
import type { Context } from '../../base/context.ts';
import type { ScopeInForce, TaskKey, TaskReference } from '../../base/task-reference.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import { loadRequestSettings } from '../../settings/load-request-settings.ts';
import { settingRules } from '../../settings/setting-rules.ts';
import { isFleet, readFleet } from '../flags/accounts.ts';
import type { FleetFlags } from '../flags/request-flags.ts';

/**
 * What `--region` and `--role-for` say of recorded tasks. Only the flags choose: a saved region is the one
 * to ask in, and no reason to hide what was seen in another.
 * @throws UsageError naming the flag, the value and what is allowed
 */
export async function createEntryFilter(
  { region, roleFor }: Pick<FleetFlags, 'region' | 'roleFor'>,
  context: Pick<Context, 'cwd'>,
): Promise<(entry: TaskKey) => boolean> {
  if (region !== undefined) settingRules.region.parse({ text: region, place: '--region' }, regions);
  const accounts = roleFor === undefined ? undefined : await readFleet(roleFor, context);
  return (entry) =>
    (region === undefined || entry.region === region) &&
    (accounts === undefined || (entry.roleFor !== undefined && accounts.includes(entry.roleFor)));
}

/** Recorded tasks, and references that none of them fits. */
export interface ChosenEntries {
  readonly entries: readonly JournalEntry[];
  readonly unknown: readonly TaskReference[];
}

/**
 * The recorded tasks that references name. What a reference leaves out comes from flags, variables and
 * saved defaults, as for every command; a bare id with several accounts is looked up in each.
 */
export async function chooseEntries(
  known: readonly JournalEntry[],
  references: readonly TaskReference[],
  { request, context }: { readonly request: FleetFlags; readonly context: Context },
): Promise<ChosenEntries> {
  const { region, accounts } = await readScope(request, context);
  const fits = (entry: JournalEntry, reference: TaskReference): boolean =>
    entry.exportId === reference.exportId &&
    entry.region === (reference.region ?? region) &&
    (reference.roleFor === undefined
      ? accounts.includes(entry.roleFor)
      : entry.roleFor === reference.roleFor);
  return {
    entries: known.filter((entry) => references.some((reference) => fits(entry, reference))),
    unknown: references.filter((reference) => !known.some((entry) => fits(entry, reference))),
  };
}

/** Region and accounts in force. */
export async function readScope(
  request: FleetFlags,
  context: Pick<Context, 'cwd' | 'env' | 'directories'>,
): Promise<ScopeInForce & { readonly accounts: readonly (string | undefined)[] }> {
  const fleet = isFleet(request.roleFor) ? await readFleet(request.roleFor, context) : undefined;
  const [account] = fleet ?? [request.roleFor].flat();
  const flags = { region: request.region, roleFor: account };
  const { region, roleFor } = loadRequestSettings({ flags, regions }, context).values;
  return { region, roleFor, isFleet: fleet !== undefined, accounts: fleet ?? [roleFor] };
}
