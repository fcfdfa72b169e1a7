import type { Command, Help } from 'commander';
import type { UiLanguage } from '../../base/ui-language.ts';
import { approximateWidth } from '../../terminal/style/approximate-width.ts';
import { findHelp } from './command-help.ts';
import { findExamples, formatItems, type Item } from './format-help.ts';
import { layout } from './layout.ts';

/** What `-h` prints, in 24 lines of 80 columns: usage, three examples, and what most people need. */
export function formatShortHelp(command: Command, helper: Help, language: UiLanguage): string {
  const items =
    command.parent === null ? listCommands(command, helper) : listFlags(command, helper);
  const others = command.parent === null ? listOthers(command, helper, language) : '';
  const path = helper.commandUsage(command).split(' [')[0] ?? '';
  return [
    `${layout.usage(helper.commandUsage(command))[language]}\n`,
    `${helper.boxWrap(helper.commandDescription(command), 80)}\n`,
    formatExamples(command, language),
    formatItems(
      helper,
      (command.commands.length > 0 ? layout.commands : layout.options)[language],
      items,
    ),
    others,
    `${layout.allOf(path)[language]}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Each with its purpose if both fit on a line. */
function formatExamples(command: Command, language: UiLanguage): string {
  const examples = findExamples(command).slice(0, 3);
  if (examples.length === 0) return '';
  const lines = examples.map(([line, purpose]) => {
    const explained = `  ${line}  # ${purpose[language]}`;
    return approximateWidth(explained) <= 80 ? explained : `  ${line}`;
  });
  return [layout.examples[language], ...lines, ''].join('\n');
}

function listFlags(command: Command, helper: Help): readonly Item[] {
  if (command.commands.length > 0) return listCommands(command, helper);
  const flags = findHelp(command)?.mostUsed ?? ['--json', '--quiet'];
  return flags.flatMap((flag) => {
    const option = helper.visibleOptions(command).find(({ long }) => long === flag);
    return option === undefined
      ? []
      : [[helper.optionTerm(option), helper.optionDescription(option)] as const];
  });
}

function listCommands(command: Command, helper: Help): readonly Item[] {
  return helper
    .visibleCommands(command)
    .filter((each) => command.parent !== null || isAboutExports(each))
    .map((each) => [each.name(), helper.subcommandDescription(each)]);
}

/** The program's other commands, by name alone. */
function listOthers(program: Command, helper: Help, language: UiLanguage): string {
  const others = helper.visibleCommands(program).filter((each) => !isAboutExports(each));
  return `${layout.helpAndTesting(others.map((each) => each.name()))[language]}\n`;
}

function isAboutExports(command: Command): boolean {
  const group = findHelp(command)?.group;
  return group === 'exports' || group === 'machine';
}
