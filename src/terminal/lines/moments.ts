import type { UiLanguage } from '../../base/ui-language.ts';

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

export interface MomentOptions {
  readonly language: UiLanguage;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA name; undefined: the system's. */
  readonly timeZone?: string | undefined;
}

/** Local time and age: `2020-11-11 14:28:38 (3 minutes ago)`. `at`: epoch milliseconds. */
export function formatMoment(at: number, { language, now, timeZone }: MomentOptions): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  // Swedish writes dates as ISO 8601 does: read the same in every language.
  const local = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date);
  return `${local} (${formatAge(at - now, language)})`;
}

/** `offsetMs`: negative in the past. */
function formatAge(offsetMs: number, language: UiLanguage): string {
  const [unit, unitMs] =
    units.find(([, ms]) => Math.abs(offsetMs) >= ms) ?? (['second', 1000] as const);
  const count = Math.trunc(offsetMs / unitMs);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(count, unit);
}
