import { parseDuration } from '../../base/durations.ts';
import { UsageError } from '../../base/errors.ts';

export interface MomentOptions {
  /** Epoch milliseconds: what an age is counted from. */
  readonly now: number;
  /** Which end of its day a bare date means. */
  readonly edge: 'start' | 'end';
}

const shape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Epoch milliseconds from an age (`24h`, `7d`), a date, or a time in ISO 8601. Without an offset they
 * are local. A date means its whole day: as a start its first millisecond, as an end its last.
 * @throws UsageError naming `flag`, the value and what is allowed
 */
export function parseMoment(flag: string, written: string, options: MomentOptions): number {
  const at = parseAge(written, options.now) ?? parseTime(written, options.edge) ?? Number.NaN;
  if (at >= 0) return at;
  const value = JSON.stringify(written);
  throw new UsageError({
    en: `${flag}: ${value} is not a time; allowed are a date (2026-11-24), a time (2026-11-24T08:00, 2026-11-24T08:00:00Z) or an age (24h, 7d)`,
    zh: `${flag}：${value} 不是时间；可用日期（2026-11-24）、时间（2026-11-24T08:00、2026-11-24T08:00:00Z）或距今时长（24h、7d）`,
  });
}

/** A bare number is not an age: a duration reads it as seconds, and here it may be meant as a year. */
function parseAge(written: string, now: number): number | undefined {
  if (!/[a-z]$/.test(written)) return undefined;
  try {
    return now - parseDuration('', written);
  } catch {
    return undefined;
  }
}

function parseTime(written: string, edge: MomentOptions['edge']): number | undefined {
  const parts = shape.exec(written);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = parts;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  if (!isOnCalendar(date)) return undefined;
  if (hour === undefined) return dayEdge(date, edge);
  const time = [Number(hour), Number(minute), Number(second)] as const;
  if (time[0] > 23 || time[1] > 59 || time[2] > 59) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  if (zone === undefined) return new Date(...date, ...time, ms).getTime();
  return Date.UTC(...date, ...time, ms) - parseOffset(zone);
}

type DateParts = readonly [year: number, monthIndex: number, day: number];

/** From 1970 on: Date maps years below 100 to 19xx. */
function isOnCalendar([year, monthIndex, day]: DateParts): boolean {
  if (year < 1970) return false;
  const date = new Date(Date.UTC(year, monthIndex, day));
  return date.getUTCMonth() === monthIndex && date.getUTCDate() === day;
}

/** The end is a millisecond before the next local day: some days have 23 hours. */
function dayEdge([year, monthIndex, day]: DateParts, edge: MomentOptions['edge']): number {
  return edge === 'start'
    ? new Date(year, monthIndex, day).getTime()
    : new Date(year, monthIndex, day + 1).getTime() - 1;
}

/** Milliseconds that a zone such as `+08:00` is ahead of UTC. */
function parseOffset(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
