import { UsageError } from '../../base/errors.ts';
import { formatJson } from '../../base/json.ts';
import { parseMoment } from './moments.ts';
import { text } from './texts.ts';

/** The filters of `create` as they were written. */
export interface WrittenFilters {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly level: readonly string[];
  readonly uuid: readonly string[];
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** `key=value`. */
  readonly filter: readonly string[];
}

/** Which flag sets which key. */
const keys = {
  name: 'IncidentName',
  status: 'IncidentStatus',
  level: 'ThreatLevel',
  uuid: 'IncidentUuids',
  since: 'StartTime',
  until: 'EndTime',
} as const;

/** The numbers of ListIncidents, whose filters these are. Source: the API reference, 2024-12-12. */
const statuses: Readonly<Record<string, string>> = { unhandled: '0', handled: '10' };
const statusNumbers: readonly string[] = ['0', '1', '5', '10'];
const levels: readonly string[] = ['info', 'low', 'medium', 'high', 'critical'];

/**
 * The JSON of `ExportTaskParameter`. Status and levels are strings in it and the UUIDs one string with
 * commas, as in the API reference's example; the times are numbers.
 * @param now epoch milliseconds, what ages are counted from
 * @returns undefined where there is no filter at all
 * @throws UsageError naming the flag, the value and what is allowed
 */
export function formatFilters(written: WrittenFilters, now: number): string | undefined {
  const level = [...new Set(written.level.map(parseLevel))];
  const uuids = [...new Set(written.uuid.map((uuid) => requireText('--uuid', uuid)))];
  const named = {
    [keys.name]: written.name === undefined ? undefined : requireText('--name', written.name),
    [keys.status]: written.status === undefined ? undefined : parseStatus(written.status),
    [keys.level]: level.length === 0 ? undefined : level,
    [keys.uuid]: uuids.length === 0 ? undefined : uuids.join(','),
    ...parsePeriod(written, now),
  };
  const entries = [
    ...Object.entries(named).filter(([, value]) => value !== undefined),
    ...parseOthers(written.filter, named),
  ];
  return entries.length === 0 ? undefined : formatJson(Object.fromEntries(entries));
}

/** The flags that were given, as they are written. */
export function listGivenFilters(written: WrittenFilters): readonly string[] {
  const names = ['name', 'status', 'level', 'uuid', 'since', 'until', 'filter'] as const;
  const isGiven = (value: string | readonly string[] = []): boolean =>
    typeof value === 'string' || value.length > 0;
  return names.filter((name) => isGiven(written[name])).map((name) => `--${name}`);
}

function requireText(flag: string, written: string): string {
  if (written.trim() !== '') return written;
  throw new UsageError(text((texts) => texts.empty(flag)));
}

function parseStatus(written: string): string {
  const number = Object.hasOwn(statuses, written) ? statuses[written] : written;
  if (number !== undefined && statusNumbers.includes(number)) return number;
  const allowed = [...Object.keys(statuses), ...statusNumbers].join(', ');
  throw new UsageError(
    text((texts) => texts.notAllowed('--status', JSON.stringify(written), allowed)),
    { hint: text((texts) => texts.otherStatus) },
  );
}

/** 1 to 5. */
function parseLevel(written: string): string {
  const index = levels.indexOf(written);
  if (index >= 0) return String(index + 1);
  if (/^[1-5]$/.test(written)) return written;
  const allowed = `${levels.join(', ')}, 1, 2, 3, 4, 5`;
  throw new UsageError(
    text((texts) => texts.notAllowed('--level', JSON.stringify(written), allowed)),
  );
}

function parsePeriod({ since, until }: WrittenFilters, now: number) {
  const start = since === undefined ? since : parseMoment('--since', since, { now, edge: 'start' });
  const end = until === undefined ? until : parseMoment('--until', until, { now, edge: 'end' });
  if (start !== undefined && end !== undefined && end < start) {
    const quoted = [JSON.stringify(until), JSON.stringify(since)] as const;
    throw new UsageError(text((texts) => texts.endBeforeStart(...quoted)));
  }
  return { [keys.since]: start, [keys.until]: end };
}

function parseOthers(
  filters: readonly string[],
  named: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  const others = new Map<string, string>();
  for (const filter of filters) {
    const [, key, value] = /^([^=\s]+)=([\s\S]+)$/.exec(filter) ?? [];
    if (key === undefined || value === undefined) {
      throw new UsageError(text((texts) => texts.notAFilter(JSON.stringify(filter))));
    }
    if (others.has(key)) throw new UsageError(text((texts) => texts.givenTwice(key)));
    if (Object.hasOwn(named, key) && named[key] !== undefined) {
      throw new UsageError(text((texts) => texts.givenByFlag(key, flagOf(key))));
    }
    others.set(key, value);
  }
  return [...others];
}

function flagOf(key: string): string {
  return `--${Object.entries(keys).find(([, name]) => name === key)?.[0] ?? ''}`;
}
