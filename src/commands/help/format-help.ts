import type { Command, Help } from 'commander';
import { exitCodes, type ExitName } from '../../base/exit-codes.ts';
import { exitMeanings } from '../../base/exit-meanings.ts';
import type { UiLanguage } from '../../base/ui-language.ts';
import { builtInScenarios } from '../../sandbox/built-in-scenarios.ts';
import { approximateWidth } from '../../terminal/style/approximate-width.ts';
import { commandFacts, nameOf, variablesOf, type CommandFacts } from './command-facts.ts';
import type { CommandName, HelpTexts } from './texts-shape.ts';

/** What the program as a whole is good for: the examples of its own help. */
const mainExamples: readonly CommandName[] = ['wait', 'create', 'list', 'doctor', 'sandbox'];

/** Usage and purpose; examples; commands or flags by group; exit codes and environment. */
export function formatHelp(command: Command, helper: Help, texts: HelpTexts): string {
  const { language, layout, commands } = texts;
  const isProgram = command.parent === null;
  const name = nameOf(command);
  const examples = isProgram
    ? mainExamples.flatMap((each) => commands[each].examples.slice(0, 1))
    : commands[name].examples;
  const facts = isProgram ? everything : commandFacts[name];
  return [
    `${layout.usage} ${helper.commandUsage(command)}\n`,
    `${helper.boxWrap(helper.commandDescription(command), 80)}\n`,
    formatExamples(examples, layout.examples),
    formatItems(helper, layout.arguments, argumentItems(command, helper)),
    ...formatGroups(helper, optionGroups(command, helper, layout.options)),
    ...formatGroups(helper, commandGroups(command, helper)),
    formatItems(helper, layout.scenarios, name === 'sandbox' ? scenarioItems(language) : []),
    formatItems(helper, layout.exitCodes, exitItems(facts.exits, language)),
    formatItems(
      helper,
      layout.environment,
      variablesOf(facts).map((variable) => [variable, layout.variables[variable]]),
    ),
    ...(isProgram ? [`${layout.more}\n`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

type Item = readonly [string, string];

const everything: CommandFacts = {
  group: 'exports',
  exits: Object.keys(exitCodes) as ExitName[],
  callsApi: true,
};

/** Longer terms push their text to the next line. */
const maxTermColumns = 28;

function formatItems(helper: Help, heading: string, items: readonly Item[]): string {
  if (items.length === 0) return '';
  const widest = Math.max(...items.map(([term]) => approximateWidth(term)));
  const termColumns = Math.min(widest, maxTermColumns);
  return [heading, ...items.map((item) => formatItem(helper, item, termColumns)), ''].join('\n');
}

function formatItem(helper: Help, [term, text]: Item, termColumns: number): string {
  const indent = ' '.repeat(termColumns + 4);
  const lines = helper
    .boxWrap(text, 80 - indent.length)
    .split('\n')
    .join(`\n${indent}`);
  const fill = termColumns - approximateWidth(term);
  return fill < 0 ? `  ${term}\n${indent}${lines}` : `  ${term}${' '.repeat(fill)}  ${lines}`;
}

function formatExamples(examples: readonly Item[], heading: string): string {
  if (examples.length === 0) return '';
  const lines = examples.flatMap(([line, purpose]) => [`  # ${purpose}`, `  ${line}`]);
  return [heading, ...lines, ''].join('\n');
}

function formatGroups(helper: Help, groups: ReadonlyMap<string, readonly Item[]>): string[] {
  return [...groups].map(([heading, items]) => formatItems(helper, heading, items));
}

function argumentItems(command: Command, helper: Help): readonly Item[] {
  return helper
    .visibleArguments(command)
    .map((argument) => [helper.argumentTerm(argument), helper.argumentDescription(argument)]);
}

function optionGroups(
  command: Command,
  helper: Help,
  ungrouped: string,
): ReadonlyMap<string, readonly Item[]> {
  return groupBy(helper.visibleOptions(command), (option) => ({
    heading: option.helpGroupHeading ?? ungrouped,
    item: [helper.optionTerm(option), helper.optionDescription(option)],
  }));
}

function commandGroups(command: Command, helper: Help): ReadonlyMap<string, readonly Item[]> {
  return groupBy(helper.visibleCommands(command), (each) => ({
    heading: each.helpGroup(),
    item: [each.name(), helper.subcommandDescription(each)],
  }));
}

function groupBy<T>(
  values: readonly T[],
  place: (value: T) => { heading: string; item: Item },
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, readonly Item[]>();
  for (const { heading, item } of values.map(place)) {
    groups.set(heading, [...(groups.get(heading) ?? []), item]);
  }
  return groups;
}

/** What happens, and how `create --wait`, `wait` and `download` end. */
function scenarioItems(language: UiLanguage): readonly Item[] {
  return Object.entries(builtInScenarios).map(([name, { summary, exits }]) => {
    const codes = [exits.create, exits.wait, exits.download].join(' ');
    return [name, language === 'zh' ? `${summary.zh}：${codes}` : `${summary.en}: ${codes}`];
  });
}

function exitItems(exits: readonly ExitName[], language: UiLanguage): readonly Item[] {
  return exits
    .toSorted((a, b) => exitCodes[a] - exitCodes[b])
    .map((name) => [
      `${String(exitCodes[name]).padStart(3)}  ${name}`,
      exitMeanings[name].cause[language],
    ]);
}
