import type { Command, Help } from 'commander';
import { exitCodes, type ExitName } from '../../base/exit-codes.ts';
import { exitMeanings } from '../../base/exit-meanings.ts';
import type { UiLanguage } from '../../base/ui-language.ts';
import { builtInScenarios } from '../../sandbox/built-in-scenarios.ts';
import { approximateWidth } from '../../terminal/style/approximate-width.ts';
import { findHelp, type CommandHelp } from './command-help.ts';
import { layout, variablesOf } from './layout.ts';

/** The program's own examples are the first ones of these commands. */
const mainExamples: readonly string[] = ['wait', 'create', 'list', 'doctor', 'sandbox'];

/** Usage and purpose; examples; commands or flags by group; exit codes and variables. */
export function formatHelp(command: Command, helper: Help, language: UiLanguage): string {
  const isProgram = command.parent === null;
  const { examples, exits, ...help } = findHelp(command) ?? describeWhole(command);
  const variables = Object.entries(variablesOf(help));
  return [
    `${layout.usage(helper.commandUsage(command))[language]}\n`,
    `${helper.boxWrap(helper.commandDescription(command), 80)}\n`,
    formatExamples(examples, language),
    formatItems(helper, layout.arguments[language], argumentItems(command, helper)),
    ...formatGroups(helper, optionGroups(command, helper, layout.options[language])),
    ...formatGroups(helper, commandGroups(command, helper)),
    formatItems(helper, layout.scenarios[language], scenarioItems(command, language)),
    formatItems(helper, layout.exitCodes[language], exitItems(exits, language)),
    formatItems(
      helper,
      layout.environment[language],
      variables.map(([variable, text]) => [variable, text[language]]),
    ),
    ...(isProgram ? [`${layout.more[language]}\n`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The program has the exit codes and variables of all its commands. */
function describeWhole(program: Command): Pick<CommandHelp, 'examples' | 'exits' | 'callsApi'> {
  return {
    examples: findExamples(program),
    exits: Object.keys(exitCodes) as ExitName[],
    callsApi: true,
  };
}

/** A command's own examples; for the program, one of each of its main commands. */
export function findExamples(command: Command): CommandHelp['examples'] {
  if (command.parent !== null) return findHelp(command)?.examples ?? [];
  return mainExamples.flatMap((name) => {
    const found = command.commands.find((each) => each.name() === name);
    return found === undefined ? [] : findExamples(found).slice(0, 1);
  });
}

export type Item = readonly [string, string];

/** Longer terms push their text to the next line. */
const maxTermColumns = 28;

export function formatItems(helper: Help, heading: string, items: readonly Item[]): string {
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

function formatExamples(examples: CommandHelp['examples'], language: UiLanguage): string {
  if (examples.length === 0) return '';
  const lines = examples.flatMap(([line, purpose]) => [`  # ${purpose[language]}`, `  ${line}`]);
  return [layout.examples[language], ...lines, ''].join('\n');
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

/** The scenarios of `sandbox`, and how `create --wait`, `wait` and `download` end in each. */
function scenarioItems(command: Command, language: UiLanguage): readonly Item[] {
  if (command.name() !== 'sandbox') return [];
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
