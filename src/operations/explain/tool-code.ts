import type { CodeEntry } from '../../base/raise.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import type { Localized } from '../../base/ui-language.ts';

/** One line of the tables of the tool's own codes: what the tool prints as the code of an error. */
export interface ToolCode {
  /** A code, or a pattern that several codes match. */
  readonly code: string | RegExp;
  /** For a pattern: codes that match it. */
  readonly examples?: readonly string[];
  /** What a command ends with where nothing else went wrong. */
  readonly exit: ExitName;
  /** Whether the same command may be expected to end well later. */
  readonly retryable: boolean;
  /** What happened; goes into a sentence, without a full stop. */
  readonly cause: Localized;
  /** What to do next: one or two sentences. */
  readonly advice: Localized;
}

/** The lines of a folder's table: each name by itself, then what its pattern matches. */
export function linesOf<Entry extends CodeEntry>(
  table: Readonly<Record<string, Entry>>,
): readonly (ToolCode & Entry)[] {
  return Object.entries(table).map(([name, entry]) => ({
    ...entry,
    code: entry.pattern === undefined ? name : new RegExp(`^${name}$|${entry.pattern.source}`),
    examples: [name, ...(entry.examples ?? [])],
  }));
}
