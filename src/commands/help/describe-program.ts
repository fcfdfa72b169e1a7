import type { Argument, Command, Help, Option } from 'commander';
import type { UiLanguage } from '../../base/ui-language.ts';
import { approximateWidth } from '../../terminal/style/approximate-width.ts';
import { flowWords } from '../../terminal/style/flow.ts';
import { commandFacts, nameOf } from './command-facts.ts';
import { formatHelp } from './format-help.ts';
import { helpTexts } from './help-texts.ts';
import type { HelpTexts } from './texts-shape.ts';

/**
 * Gives every command, flag and argument of the program its text. Only help and completions need
 * them, so they are not part of what each command loads.
 */
export function describeProgram(program: Command, language: UiLanguage): void {
  const texts = helpTexts[language];
  program.description(texts.layout.about);
  program.commandsGroup(texts.layout.groups.help);
  program.helpCommand('help [command]', texts.commands.help.summary);
  describeCommand(program, texts);
}

function describeCommand(command: Command, texts: HelpTexts): void {
  const { commands, flags, layout } = texts;
  const groups: Readonly<Record<string, string>> = layout.groups;
  if (command.parent !== null) {
    const name = nameOf(command);
    command.summary(commands[name].summary).description(commands[name].description);
    command.helpGroup(layout.groups[commandFacts[name].group]);
  }
  const hasGroups = command.options.some(({ helpGroupHeading }) => helpGroupHeading !== undefined);
  if (hasGroups) command.optionsGroup(layout.groups.output);
  command.helpOption('-h, --help', flags['--help']);
  command.options.forEach((option) => {
    option.description = findText(texts.flags, command, option.long ?? '');
    const group = groups[option.helpGroupHeading ?? ''];
    if (group !== undefined) option.helpGroup(group);
  });
  command.registeredArguments.forEach((argument) => {
    argument.description = findText(texts.args, command, argument.name());
  });
  command.configureHelp({
    ...writing(texts),
    formatHelp: (of, helper) => formatHelp(of, helper, texts),
  });
  command
    .createHelp()
    .visibleCommands(command)
    .forEach((each) => {
      describeCommand(each, texts);
    });
}

/** A command's own text goes before the one that it shares with others. */
function findText(texts: Readonly<Record<string, string>>, command: Command, name: string): string {
  return texts[`${nameOf(command)} ${name}`] ?? texts[name] ?? '';
}

/** How single items are written: Chinese counted right, and defaults in the reader's language. */
function writing({ layout }: HelpTexts): Partial<Help> {
  return {
    displayWidth: approximateWidth,
    boxWrap: (text, columns) => flowWords(text, { columns, measure: approximateWidth, indent: '' }),
    optionDescription: ({ description, defaultValue }: Option) => {
      const isTold = typeof defaultValue === 'string';
      return isTold ? `${description} ${layout.defaultValue(defaultValue)}` : description;
    },
    argumentDescription: ({ description }: Argument) => description,
  };
}
