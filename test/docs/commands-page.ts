import type { Command, Option } from 'commander';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { findHelp } from '../../src/commands/help/command-help.ts';
import { groupHeadings } from '../../src/commands/help/layout.ts';
import { describeWholeProgram, listCommands } from './program.ts';

const { request, waiting, downloading, filters, output } = groupHeadings;

/** What each group of flags is called in the sentence that points at it. */
const groups: Readonly<Record<string, string>> = {
  [filters.en]: 'Filters',
  [waiting.en]: 'Waiting',
  [downloading.en]: 'Downloading',
  [request.en]: 'Request',
  [output.en]: 'Output',
};

const head = `# Commands and flags

What \`siem-export COMMAND --help\` says, on one page. A test writes it from the declarations in \`src/commands\`;
after a change there, \`npm run docs:update\` writes it again. [Recipes](recipes.md) show how things go together,
and [variables](settings.md#variables) can stand for some of the flags. Besides the exit codes that are named, each
command may end with 1 (unexpected), 130 (interrupted) and 143 (terminated).
`;

/** The text of \`docs/commands.md\`. */
export function renderCommandsPage(): string {
  const program = describeWholeProgram();
  const order = ['exports', 'machine', 'help'];
  const placeOf = ({ command }: { readonly command: Command }): number =>
    order.indexOf(findHelp(command)?.group ?? '');
  const all = listCommands(program).sort((a, b) => placeOf(a) - placeOf(b));
  return [
    head,
    ...all.map(({ words, command }) => renderCommand(words, command)),
    '## Flags that commands share\n',
    ...Object.keys(groups).map((heading) => renderGroup(heading, all)),
  ].join('\n');
}

function renderCommand(words: string, command: Command): string {
  const help = command.createHelp();
  const options = command.options;
  const shared = Object.keys(groups).filter((heading) =>
    options.some((option) => option.helpGroupHeading === heading),
  );
  const level = words.includes(' ') ? '###' : '##';
  return [
    `${level} ${words}\n`,
    `    ${help.commandUsage(command)}\n`,
    `${command.description()}\n`,
    ...renderTable('argument', help.visibleArguments(command).map(toArgumentRow)),
    ...renderTable('flag', options.filter(isOwn).map(toRow)),
    ...(shared.length === 0 ? [] : [`Flags of ${shared.map(toLink).join(', ')}.\n`]),
    `Exit codes: ${exitsOf(command)}.\n`,
  ].join('\n');
}

function renderGroup(heading: string, all: ReturnType<typeof listCommands>): string {
  const users = all.filter(({ command }) =>
    command.options.some((option) => option.helpGroupHeading === heading),
  );
  const options = users.flatMap(({ command }) =>
    command.options.filter((option) => option.helpGroupHeading === heading),
  );
  const rows = [...new Map(options.map((option) => [option.long, toRow(option)])).values()];
  const names = users.map(({ words }) => `\`${words}\``).join(', ');
  return [
    `### ${groups[heading] ?? heading}\n`,
    `Of ${names}.\n`,
    ...renderTable('flag', rows),
  ].join('\n');
}

type Row = readonly [term: string, text: string];

function renderTable(title: string, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(([term, text]) => `| \`${term.replaceAll('|', '\\|')}\` | ${text} |`);
  return [`| ${title} | meaning |\n| --- | --- |\n${cells.join('\n')}\n`];
}

function toRow(option: Option): Row {
  const value: unknown = option.defaultValue;
  const isTold = typeof value === 'string';
  const text = isTold ? `${option.description} (default: ${value})` : option.description;
  return [option.flags, text.replaceAll('<', '&lt;')];
}

function toArgumentRow(argument: { name(): string; description: string }): Row {
  return [argument.name(), argument.description];
}

/** A flag that only this command declares. */
function isOwn({ helpGroupHeading }: Option): boolean {
  return groups[helpGroupHeading ?? ''] === undefined;
}

function toLink(heading: string): string {
  const title = groups[heading] ?? heading;
  return `[${title.toLowerCase()}](#${title.toLowerCase()})`;
}

function exitsOf(command: Command): string {
  const exits = [...(findHelp(command)?.exits ?? [])].sort((a, b) => exitCodes[a] - exitCodes[b]);
  return exits.map((exit) => `${exitCodes[exit]} (${exit})`).join(', ');
}
