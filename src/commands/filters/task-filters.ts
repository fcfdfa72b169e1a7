import { UsageError } from '../../base/errors.ts';
import { formatJson } from '../../base/json.ts';
import { notAllowed } from '../flags/texts.ts';
import { parseMoment } from './moments.ts';

/** The filters of `create` as written. */
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
 * @returns undefined without any filter
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

/** The flags that were given. */
export function listGivenFilters(written: WrittenFilters): readonly string[] {
  const names = ['name', 'status', 'level', 'uuid', 'since', 'until', 'filter'] as const;
  const isGiven = (value: string | readonly string[] = []): boolean =>
    typeof value === 'string' || value.length > 0;
  return names.filter((name) => isGiven(written[name])).map((name) => `--${name}`);
}

function requireText(flag: string, written: string): string {
  if (written.trim() !== '') return written;
  throw new UsageError({ en: `${flag} requires a value`, zh: `${flag}：值不能为空` });
}

function parseStatus(written: string): string {
  const number = Object.hasOwn(statuses, written) ? statuses[written] : written;
  if (number !== undefined && statusNumbers.includes(number)) return number;
  throw new UsageError(
    notAllowed('--status', written, [...Object.keys(statuses), ...statusNumbers]),
    {
      hint: {
        en: 'For any other status, use --filter IncidentStatus=<number>.',
        zh: '如需其他状态，请使用 --filter IncidentStatus=<数字>。',
      },
    },
  );
}

/** 1 to 5. */
function parseLevel(written: string): string {
  const index = levels.indexOf(written);
  if (index >= 0) return String(index + 1);
  if (/^[1-5]$/.test(written)) return written;
  throw new UsageError(notAllowed('--level', written, [...levels, '1', '2', '3', '4', '5']));
}

function parsePeriod({ since, until }: WrittenFilters, now: number) {
  const start = since === undefined ? since : parseMoment('--since', since, { now, edge: 'start' });
  const end = until === undefined ? until : parseMoment('--until', until, { now, edge: 'end' });
  if (start !== undefined && end !== undefined && end < start) {
    const [last, first] = [JSON.stringify(until), JSON.stringify(since)];
    throw new UsageError({
      en: `--until: ${last} is before --since ${first}`,
      zh: `--until：${last} 早于 --since ${first}`,
    });
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
      const shown = JSON.stringify(filter);
      throw new UsageError({
        en: `--filter: ${shown} is not allowed; write key=value, such as RelateAssetId=6c740667`,
        zh: `--filter：不允许 ${shown}；格式为 key=value，例如 RelateAssetId=6c740667`,
      });
    }
    if (others.has(key)) {
      throw new UsageError({
        en: `--filter: "${key}" is given twice`,
        zh: `--filter："${key}" 出现两次`,
      });
    }
    if (Object.hasOwn(named, key) && named[key] !== undefined) {
      const flag = flagOf(key);
      throw new UsageError({
        en: `--filter: "${key}" is already set by ${flag}; use one of them`,
        zh: `--filter："${key}" 已由 ${flag} 设置；请只使用其中一个`,
      });
    }
    others.set(key, value);
  }
  return [...others];
}

function flagOf(key: string): string {
  return `--${Object.entries(keys).find(([, name]) => name === key)?.[0] ?? ''}`;
}
