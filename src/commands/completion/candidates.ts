import type { Command, Option } from 'commander';
import type { Context } from '../../base/context.ts';
import { chooseUiLanguage } from '../../base/ui-language.ts';
import { DeclaredArgument, DeclaredOption } from '../flags/flag.ts';
import type { Candidate, Candidates } from './candidate.ts';
import { findCursorPosition, type CursorPosition } from './cursor-position.ts';
import { findValues } from './values.ts';

/** Candidates for the last word. */
export async function findCandidates(
  words: readonly string[],
  program: Command,
  context: Context,
): Promise<Candidates> {
  const cursor = findCursorPosition(words, program);
  switch (cursor.kind) {
    case 'other-program':
      return await otherProgram(cursor.words, program, context);
    case 'value':
      return await values(cursor, words.at(-1) ?? '', context);
    case 'flag': {
      await describeCommands(program, context);
      return startingWith(words.at(-1) ?? '', flagsOf(cursor.command));
    }
    case 'command-or-argument': {
      if (cursor.command.commands.length > 0) await describeCommands(program, context);
      return await commandsAndArguments(cursor, words, context);
    }
  }
}

async function commandsAndArguments(
  { command, position }: Extract<CursorPosition, { kind: 'command-or-argument' }>,
  words: readonly string[],
  context: Context,
): Promise<Candidates> {
  const declared = command.registeredArguments;
  const last = declared.at(-1);
  const argument = declared[position] ?? (last?.variadic ? last : undefined);
  const source = argument instanceof DeclaredArgument ? argument.values : undefined;
  const found = await findValues(source, context);
  if (typeof found === 'string') return found;
  const candidates = [...(position === 0 ? commandsOf(command) : []), ...found];
  const given = new Set(words.slice(0, -1));
  return startingWith(
    words.at(-1) ?? '',
    candidates.filter(({ value }) => !given.has(value)),
  );
}

async function otherProgram(
  words: readonly string[],
  program: Command,
  context: Context,
): Promise<Candidates> {
  const [name = '', ...others] = words;
  if (words.length === 1)
    return 'siem-export'.startsWith(name) ? [{ value: 'siem-export' }] : 'files';
  return name === 'siem-export' ? await findCandidates(others, program, context) : 'files';
}

async function values(
  { option, prefix }: Extract<CursorPosition, { kind: 'value' }>,
  last: string,
  context: Context,
): Promise<Candidates> {
  const source = option instanceof DeclaredOption ? option.declaration.values : undefined;
  const found = await findValues(source, context);
  if (typeof found === 'string') return found;
  // bash passes the `=` of `--region=` as a word of its own.
  const written = last === '=' ? '' : last.slice(prefix.length);
  return startingWith(written, found).map((each) => ({ ...each, value: `${prefix}${each.value}` }));
}

/** Writes texts into the program for the candidates that have one. */
async function describeCommands(program: Command, { env }: Pick<Context, 'env'>): Promise<void> {
  const { describeProgram } = await import('../help/describe-program.ts');
  describeProgram(program, { language: chooseUiLanguage(env) });
}

function commandsOf(command: Command): readonly Candidate[] {
  const helper = command.createHelp();
  const visible = helper.visibleCommands(command);
  return visible.map((each) => ({ value: each.name(), text: helper.subcommandDescription(each) }));
}

function flagsOf(command: Command): readonly Candidate[] {
  const visible: readonly Option[] = command.createHelp().visibleOptions(command);
  return visible.flatMap(({ long, description }) =>
    long === undefined ? [] : [{ value: long, text: description }],
  );
}

function startingWith(start: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(start));
}
