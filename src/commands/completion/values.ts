import { regions } from '../../api/endpoints.ts';
import type { Context } from '../../base/context.ts';
import { shells } from '../completion.ts';
import type { Candidate, Candidates } from './candidate.ts';

/** What may stand behind a flag, by its long name, or in the place of an argument, by `command argument`. */
export async function valuesOf(name: string, context: Context): Promise<Candidates> {
  return (await sources[name]?.(context)) ?? [];
}

type Source = (context: Context) => Candidates | Promise<Candidates>;

const ids: Source = async ({ directories, clock }) => {
  const { createJournal } = await import('../../settings/journal/journal.ts');
  const journal = createJournal({ directories, clock, onProblem: () => undefined });
  return journal.list().map(({ exportId, fileName }) => ({
    value: exportId,
    text: fileName,
  }));
};

const profiles: Source = async (context) => {
  const { listProfiles } = await import('../../credentials/profiles/list-profiles.ts');
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

const sources: Readonly<Record<string, Source>> = {
  '--region': () => words(...regions),
  '--lang': () => words('zh', 'en'),
  '--profile': profiles,
  '--on-unknown': () => words('wait', 'fail'),
  '--timeout': () => words('10m', '1h', '6h', 'none'),
  '--if-exists': () => words('skip', 'fail', 'overwrite', 'rename'),
  '--connections': () => words('auto', '1', '2', '4', '8'),
  '--output': () => 'files',
  '--dir': () => 'folders',
  '--status': () => words('unhandled', 'handled'),
  '--level': () => words('info', 'low', 'medium', 'high', 'critical'),
  '--since': () => words('1h', '24h', '7d', '30d'),
  '--scenario': scenarioNames,
  'status exportId': ids,
  'wait exportId': ids,
  'download exportId': ids,
  'forget exportId': ids,
  'verify file': () => 'files',
  'completion shell': () => words(...shells),
  'explain code': codes,
  'get key': keys,
  'set key': keys,
  'unset key': keys,
};

function words(...values: readonly string[]): readonly Candidate[] {
  return values.map((value) => ({ value }));
}
