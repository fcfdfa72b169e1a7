import type { Context } from '../../base/context.ts';
import type { ValueSource } from '../flags/flag.ts';
import type { Candidate, Candidates } from './candidate.ts';

/** The values of a flag or an argument that a shell can complete. */
export async function findValues(
  source: ValueSource | undefined,
  context: Context,
): Promise<Candidates> {
  if (source === undefined) return [];
  if (source === 'files' || source === 'folders') return source;
  return typeof source === 'string' ? await known[source](context) : words(...source);
}

type Source = (context: Context) => Promise<Candidates>;

const tasks: Source = async ({ directories, clock }) => {
  const { createJournal } = await import('../../settings/journal/journal.ts');
  const journal = createJournal({ directories, clock, onProblem: () => undefined });
  return journal.list().map(({ exportId, fileName }) => ({
    value: exportId,
    text: fileName,
  }));
};

const profiles: Source = async (context) => {
  const { listProfiles } = await import('../../credentials/profiles/cli-config.ts');
  return words(...(await listProfiles(context)));
};

const scenarioNames: Source = async () => {
  const { builtInScenarios } = await import('../../sandbox/built-in-scenarios.ts');
  return Object.entries(builtInScenarios).map(([value, { summary }]) => ({
    value,
    text: summary.en,
  }));
};

const codes: Source = async () => {
  const { listCodes } = await import('../../operations/explain/explain.ts');
  return words(...listCodes());
};

const keys: Source = async () => {
  const { settingKeys } = await import('../../settings/setting-rules.ts');
  return words(...settingKeys);
};

/** What this machine knows. */
const known = { tasks, profiles, scenarios: scenarioNames, codes, settings: keys };

function words(...values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value }));
}
