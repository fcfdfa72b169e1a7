import { SiemExportError, type SiemExportErrorOptions } from './errors.ts';
import type { ExitName } from './exit-codes.ts';
import { inLanguage, type Localized, type Text } from './ui-language.ts';

/**
 * What is known about an error code. Each folder that raises errors has a table of them in its
 * `codes.ts`; errors, `explain` and the documents are made from these tables.
 */
export interface CodeEntry {
  /** The exit code of a command that ends with this error alone. */
  readonly exit: ExitName;
  /** Whether the same command may succeed later. */
  readonly retryable: boolean;
  /** What happened. Part of a sentence: no capital letter, no full stop. */
  readonly cause: Localized;
  /** What to do next: one or two sentences. */
  readonly advice: Localized;
  /** Matches further codes with the same meaning, reported as the system or a server wrote them. */
  readonly pattern?: RegExp;
  /** Codes that `pattern` matches, for the documents. */
  readonly examples?: readonly string[];
  /** Raised by the system or a server, never by the tool itself. */
  readonly isReported?: true;
}

/** A folder's codes, in the order in which patterns are tried. */
export type CodeTable<Code extends string = string> = Readonly<Record<Code, CodeEntry>>;

/** What an error says beyond its entry. `exit` and `retryable` come from the table. */
export interface RaiseOptions extends Omit<SiemExportErrorOptions, 'hint' | 'retryable'> {
  /** What happened, with the values. Default: the entry's cause. */
  readonly message?: Text | undefined;
  /** What to do next. Default: the entry's advice; `null`: nothing. */
  readonly hint?: Text | null | undefined;
  /** The code as a server or the system wrote it, if the entry's pattern matches it. */
  readonly reportedAs?: string | undefined;
  /** The signal that stopped the command decides the exit code. */
  readonly exit?: 'interrupted' | 'terminated' | undefined;
}

/** The arguments of `SiemExportError` for a code, for classes that carry more than their code. */
export function describeCode(
  code: string,
  entry: CodeEntry,
  { message = entry.cause, hint = entry.advice, reportedAs = code, exit, ...facts }: RaiseOptions,
): ConstructorParameters<typeof SiemExportError> {
  const { retryable } = entry;
  return [
    reportedAs,
    exit ?? entry.exit,
    message,
    { ...facts, hint: hint ?? undefined, retryable },
  ];
}

/**
 * @returns creates errors of a table: `throw raise('Locked', { message: texts.locked(folder) })`.
 *   A code that is not in the table does not compile.
 */
export function createRaise<Code extends string>(
  table: CodeTable<Code>,
): (code: Code, options?: RaiseOptions) => SiemExportError {
  return (code, options = {}) => new SiemExportError(...describeCode(code, table[code], options));
}

/** The entry for a code from outside: by its name, otherwise by the first pattern that matches. */
export function findCode<Code extends string>(
  table: CodeTable<Code>,
  reported: string,
): Code | undefined {
  if (Object.hasOwn(table, reported)) return reported as Code;
  return (Object.keys(table) as Code[]).find((code) => table[code].pattern?.test(reported));
}

/** Sentences in a row, in each language. */
export function joinSentences(...sentences: readonly Text[]): Localized {
  return {
    en: sentences.map((each) => inLanguage(each, 'en')).join(' '),
    zh: sentences.map((each) => inLanguage(each, 'zh')).join(''),
  };
}
