import type { UiLanguage } from '../../base/ui-language.ts';

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

type Unit = (typeof units)[number][0];

/**
 * `3 minutes ago`, `in 2 hours`, `now`; the largest unit that fits. Intl.RelativeTimeFormat says the
 * same, but loads the tables of all languages first: a fifth of the time of a whole `status`.
 * @param offsetMs negative in the past
 */
export function formatAge(offsetMs: number, language: UiLanguage): string {
  const found = units.find(([, ms]) => Math.abs(offsetMs) >= ms);
  const words = ages[language];
  if (found === undefined) return words.now;
  const [unit, unitMs] = found;
  const count = Math.trunc(Math.abs(offsetMs) / unitMs);
  return offsetMs < 0 ? words.past(count, unit) : words.future(count, unit);
}

const zhUnits: Readonly<Record<Unit, string>> = {
  year: '年',
  month: '个月',
  day: '天',
  hour: '小时',
  minute: '分钟',
  second: '秒钟',
};

const en = {
  now: 'now',
  past: (count: number, unit: Unit): string => `${count} ${unit}${count === 1 ? '' : 's'} ago`,
  future: (count: number, unit: Unit): string => `in ${count} ${unit}${count === 1 ? '' : 's'}`,
};

const zh: typeof en = {
  now: '现在',
  past: (count, unit) => `${count}${zhUnits[unit]}前`,
  future: (count, unit) => `${count}${zhUnits[unit]}后`,
};

const ages: Readonly<Record<UiLanguage, typeof en>> = { en, zh };
