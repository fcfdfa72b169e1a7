import type { UiLanguage } from '../../base/ui-language.ts';
import { formatAge } from './ages.ts';

export interface MomentOptions {
  readonly language: UiLanguage;
  /** Epoch milliseconds. */
  readonly now: number;
  /** How far local time is behind UTC, in minutes; undefined: as the system has it at that moment. */
  readonly zoneOffsetMinutes?: number | undefined;
}

/** Local time and age: `2020-11-11 14:28:38 (3 minutes ago)`. `at`: epoch milliseconds. */
export function formatMoment(at: number, options: MomentOptions): string {
  const { language, now, zoneOffsetMinutes } = options;
  const local = toLocalTime(at, zoneOffsetMinutes);
  return local === undefined ? String(at) : `${local} (${formatAge(at - now, language)})`;
}

/** @returns undefined beyond the times that have a date */
function toLocalTime(
  at: number,
  zoneOffsetMinutes = new Date(at).getTimezoneOffset(),
): string | undefined {
  const local = new Date(at - zoneOffsetMinutes * 60_000);
  if (Number.isNaN(local.getTime())) return undefined;
  return local.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}
