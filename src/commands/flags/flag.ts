import { Argument, Option, type Command } from 'commander';
import type { Localized } from '../../base/ui-language.ts';

/** What a shell can complete: these words, or what the machine knows. */
export type ValueSource =
  | readonly string[]
  | 'files'
  | 'folders'
  | 'tasks'
  | 'profiles'
  | 'scenarios'
  | 'codes'
  | 'settings';

/** What the parser collects for a flag. */
type Written = string | boolean | readonly string[] | undefined;

/** A flag, declared once for the parser, help, `docs/commands.md` and completion. */
export interface Flag<T = unknown> {
  /** As the parser declares it: `-o, --output <file>`. */
  readonly flags: string;
  /** What it does. Part of a sentence: no capital letter, no full stop. */
  readonly text: Localized;
  /** The default as a user would write it. */
  readonly defaultText?: string | undefined;
  readonly values?: ValueSource | undefined;
  readonly isRepeatable?: boolean;
  /** From what the parser has collected. @throws UsageError naming `flag`, the value and what is allowed */
  readonly read: (written: Written, flag: string) => T;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** The values of a table's flags, under the names that the table gives them. */
export type FlagValues<Table extends FlagTable> = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]['read']>;
};

type Facts = Pick<Flag, 'text' | 'values'>;
type Parse<T> = (written: string, flag: string) => T;

/** A flag with a value. */
export function valueFlag<T>(
  flags: string,
  facts: Facts & { readonly parse: Parse<T> },
): Flag<T | undefined> {
  const { parse } = facts;
  return {
    ...facts,
    flags,
    read: (written, flag) => (typeof written === 'string' ? parse(written, flag) : undefined),
  };
}

/** A flag with a value, and a default that is parsed like any other value. */
export function defaultedFlag<T>(
  flags: string,
  facts: Facts & { readonly defaultText: string; readonly parse: Parse<T> },
): Flag<T> {
  const { parse } = facts;
  const { defaultText } = facts;
  const read = (written: Written, flag: string): T =>
    parse(typeof written === 'string' ? written : defaultText, flag);
  return { ...facts, flags, read };
}

/** A flag that may be given several times. */
export function repeatableFlag<T>(
  flags: string,
  facts: Facts & { readonly parse: Parse<T> },
): Flag<readonly T[]> {
  const { parse } = facts;
  return {
    ...facts,
    flags,
    isRepeatable: true,
    read: (written, flag) =>
      (Array.isArray(written) ? written : []).map((each: string) => parse(each, flag)),
  };
}

/** A flag without a value. `--no-x`: true unless it is given. */
export function switchFlag(flags: string, text: Localized): Flag<boolean> {
  return { flags, text, read: (written) => written === true };
}

/** A flag in the parser, with its declaration. */
export class DeclaredOption extends Option {
  readonly declaration: Flag;

  constructor(declaration: Flag) {
    super(declaration.flags, declaration.text.en);
    this.declaration = declaration;
    if (declaration.defaultText !== undefined) this.default(declaration.defaultText);
    if (declaration.isRepeatable) {
      this.argParser<readonly string[] | undefined>((value, before) => [...(before ?? []), value]);
    }
  }
}

export interface DeclareOptions {
  /** Its heading in help; undefined: the command's own flags. */
  readonly group?: 'filters' | 'waiting' | 'downloading' | 'request' | 'output';
  /** Names of flags that help does not list. */
  readonly hidden?: readonly string[];
}

export function declareFlags(
  command: Command,
  table: FlagTable,
  { group, hidden = [] }: DeclareOptions = {},
): Command {
  for (const [name, declaration] of Object.entries(table)) {
    const option = new DeclaredOption(declaration);
    if (group !== undefined) option.helpGroup(group);
    if (hidden.includes(name)) option.hideHelp();
    command.addOption(option);
  }
  return command;
}

/** @throws UsageError naming the flag, the value and what is allowed */
export function parseFlags<Table extends FlagTable>(
  table: Table,
  written: object,
): FlagValues<Table> {
  const values: Readonly<Record<string, Written>> = { ...written };
  const entries = Object.entries(table).map(([name, { flags, read }]) => {
    const option = new Option(flags);
    return [name, read(values[option.attributeName()], option.long ?? flags)];
  });
  return Object.fromEntries(entries) as FlagValues<Table>;
}

/** An argument, with its text in each language. */
export class DeclaredArgument extends Argument {
  readonly text: Localized;
  readonly values: ValueSource | undefined;

  /** @param name as the parser declares it: `[exportId...]` */
  constructor(name: string, { text, values }: Facts) {
    super(name, text.en);
    this.text = text;
    this.values = values;
  }
}
