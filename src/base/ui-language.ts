import type { Environment } from './context.ts';

/** The languages of the tool's own texts; `Lang` of the API is another matter. */
export type UiLanguage = 'en' | 'zh';

/** One text in every language. */
export type Localized = Readonly<Record<UiLanguage, string>>;

/** `SIEM_EXPORT_UI_LANG`, otherwise the POSIX locale: `zh*` is Chinese, everything else English. */
export function chooseUiLanguage(env: Environment): UiLanguage {
  const names = ['SIEM_EXPORT_UI_LANG', 'LC_ALL', 'LC_MESSAGES', 'LANG'];
  // POSIX treats an empty variable as unset.
  const chosen = names.map((name) => env[name] ?? '').find((value) => value !== '') ?? '';
  return chosen.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** One text for every language, or one for each. */
export type Text = string | Localized;

export function inLanguage(text: Text, language: UiLanguage): string {
  return typeof text === 'string' ? text : text[language];
}

/** A text within an English text. */
export function en(text: Text): string {
  return inLanguage(text, 'en');
}

/** A text within a Chinese text. */
export function zh(text: Text): string {
  return inLanguage(text, 'zh');
}

/** A table of texts in one language: functions that return texts become functions that return strings. */
export type InOneLanguage<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Text
    ? string
    : Table[Name] extends (...values: infer Values) => Text
      ? (...values: Values) => string
      : InOneLanguage<Table[Name]>;
};

export function readTable<Table extends object>(
  table: Table,
  language: UiLanguage,
): InOneLanguage<Table> {
  const read = (entry: unknown): unknown => {
    if (typeof entry === 'function') {
      return (...values: unknown[]) =>
        inLanguage((entry as (...all: unknown[]) => Text)(...values), language);
    }
    return isText(entry) ? inLanguage(entry, language) : readTable(entry as object, language);
  };
  return Object.fromEntries(
    Object.entries(table).map(([name, entry]) => [name, read(entry)]),
  ) as InOneLanguage<Table>;
}

function isText(entry: unknown): entry is Text {
  return typeof entry === 'string' || (entry as Partial<Localized>).en !== undefined;
}
