import type { Command, Option } from 'commander';
import { exitCodes } from '../../src/base/exit-codes.ts';
import { commandFacts, nameOf } from '../../src/commands/help/command-facts.ts';
import { helpTexts } from '../../src/commands/help/help-texts.ts';
import type { CommandName } from '../../src/commands/help/texts-shape.ts';
import { describeWholeProgram, listCommands } from './program.ts';

const { flags: sharedTexts, layout } = helpTexts.en;
const { request, waiting, downloading, filters, output } = layout.groups;

/** What each group of flags is called in the sentence that points at it. */
const groups: Readonly<Record<string, string>> = {
  [filters]: 'Filters',
  [waiting]: 'Waiting',
  [downloading]: 'Downloading',
  [request]: 'Request',
  [output]: 'Output',
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
    order.indexOf(commandFacts[nameOf(command)].group);
  const all = listCommands(program).sort((a, b) => placeOf(a) - placeOf(b));
  return [
    head,
    ...all.map(({ words, command }) => renderCommand(words, command)),
    '## Flags that commands share\n',
    ...Object.keys(groups).map((heading) => renderGroup(heading, all)),
  ].join('\n');
}

function renderCommand(words: string, command: Command): string {
  const name = nameOf(command);
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
    ...renderTable('flag', options.filter((option) => isOwn(option, name)).map(toRow)),
    ...(shared.length === 0 ? [] : [`Flags of ${shared.map(toLink).join(', ')}.\n`]),
    `Exit codes: ${exitsOf(name)}.\n`,
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

/** A flag of no group, or one that says something else here than elsewhere. */
function isOwn({ helpGroupHeading, long }: Option, name: CommandName): boolean {
  const isShared = groups[helpGroupHeading ?? ''] !== undefined;
  return !isShared || Object.hasOwn(sharedTexts, `${name} ${long ?? ''}`);
}

function toLink(heading: string): string {
  const title = groups[heading] ?? heading;
  return `[${title.toLowerCase()}](#${title.toLowerCase()})`;
}

function exitsOf(name: CommandName): string {
  const exits = [...commandFacts[name].exits].sort((a, b) => exitCodes[a] - exitCodes[b]);
  return exits.map((exit) => `${exitCodes[exit]} (${exit})`).join(', ');
}
