import { regions } from '../../api/endpoints.ts';
import type { Context } from '../../base/context.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import { settingRules } from '../../settings/setting-rules.ts';
import { readFleet } from '../flags/accounts.ts';
import type { FleetFlags } from '../flags/request-flags.ts';

/**
 * What `--region` and `--role-for` say of remembered tasks. Only the flags count: a saved region is the one
 * to ask in, and no reason to hide what was seen in another.
 * @throws UsageError naming the flag, the value and what is allowed
 */
export function createEntryFilter(
  { region, roleFor }: Pick<FleetFlags, 'region' | 'roleFor'>,
  context: Pick<Context, 'cwd'>,
): (entry: JournalEntry) => boolean {
  if (region !== undefined) settingRules.region.parse({ text: region, place: '--region' }, regions);
  const accounts = roleFor === undefined ? undefined : readFleet(roleFor, context);
  return (entry) =>
    (region === undefined || entry.region === region) &&
    (accounts === undefined || (entry.roleFor !== undefined && accounts.includes(entry.roleFor)));
}
