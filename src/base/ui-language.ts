import type { Environment } from './context.ts';

/** The languages of the tool's own texts; `Lang` of the API is another matter. */
export type UiLanguage = 'en' | 'zh';

/** One text in every language. */
export type Localized = Readonly<Record<UiLanguage, string>>;

/** `SIEM_EXPORT_UI_LANG`, else the locale as POSIX orders its variables: `zh*` is Chinese, all else English. */
export function chooseUiLanguage(env: Environment): UiLanguage {
  const names = ['SIEM_EXPORT_UI_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'];
  // An empty variable counts as unset, as POSIX has it.
  const chosen = names.map((name) => env[name] ?? '').find((value) => value !== '') ?? '';
  return chosen.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/**
 * @param tables the texts of each language, of one shape, so that a missing text does not compile
 * @returns what makes a text in every language, where it is not yet known which one will be shown
 * @example
 * const text = createLocalizer({ en, zh });
 * throw new UsageError(text((texts) => texts.notAnId(written)));
 */
export function createLocalizer<Texts>(
  tables: Readonly<Record<UiLanguage, Texts>>,
): (choose: (texts: Texts) => string) => Localized {
  return (choose) => ({ en: choose(tables.en), zh: choose(tables.zh) });
}
