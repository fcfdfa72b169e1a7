import type { Argument, Command, Help, Option } from 'commander';
import type { Localized, UiLanguage } from '../../base/ui-language.ts';
import { approximateWidth } from '../../terminal/style/approximate-width.ts';
import { flowWords } from '../../terminal/style/flow.ts';
import { DeclaredArgument, DeclaredOption } from '../flags/flag.ts';
import { findHelp } from './command-help.ts';
import { formatHelp } from './format-help.ts';
import { formatShortHelp } from './format-short-help.ts';
import { groupHeadings, layout } from './layout.ts';

/** Writes the texts of commands, flags and arguments into the program, in one language, for help and completion. */
export function describeProgram(
  program: Command,
  { language, isShort = false }: DescribeOptions,
): void {
  program.description(layout.about[language]);
  program.commandsGroup(groupHeadings.help[language]);
  program.helpCommand('help [command]', layout.helpSummary[language]);
  describeCommand(program, { language, isShort });
}

interface DescribeOptions {
  readonly language: UiLanguage;
  /** Help is what `-h` prints: the most important on one screen. */
  readonly isShort?: boolean;
}

function describeCommand(command: Command, options: DescribeOptions): void {
  const { language, isShort } = options;
  const help = findHelp(command);
  if (help !== undefined) {
    command.summary(help.summary[language]).description(help.description[language]);
    command.helpGroup(groupHeadings[help.group][language]);
  }
  const hasGroups = command.options.some(({ helpGroupHeading }) => helpGroupHeading !== undefined);
  if (hasGroups) command.optionsGroup(groupHeadings.output[language]);
  command.helpOption('-h, --help', layout.help[language]);
  for (const option of command.options) {
    option.description = textOf(option)[language];
    const heading = headings[option.helpGroupHeading ?? ''];
    if (heading !== undefined) option.helpGroup(heading[language]);
  }
  for (const argument of command.registeredArguments) {
    if (argument instanceof DeclaredArgument) argument.description = argument.text[language];
  }
  command.configureHelp({
    ...createItemStyle(language),
    formatHelp: (of, helper) =>
      isShort ? formatShortHelp(of, helper, language) : formatHelp(of, helper, language),
  });
  for (const each of command.createHelp().visibleCommands(command)) describeCommand(each, options);
}

const headings: Readonly<Record<string, Localized>> = groupHeadings;

/** The parser itself declares `--version`. */
function textOf(option: Option): Localized {
  return option instanceof DeclaredOption ? option.declaration.text : layout.version;
}

/** How single items look: Chinese measured right, and defaults in the reader's language. */
function createItemStyle(language: UiLanguage): Partial<Help> {
  return {
    displayWidth: approximateWidth,
    boxWrap: (text, columns) => flowWords(text, { columns, measure: approximateWidth, indent: '' }),
    optionDescription: ({ description, defaultValue }: Option) =>
      typeof defaultValue === 'string'
        ? layout.withDefault(description, defaultValue)[language]
        : description,
    argumentDescription: ({ description }: Argument) => description,
  };
}
