import type { UiLanguage } from '../../base/ui-language.ts';
import { commands, type CommandTexts } from './en/commands.ts';
import { args, flags } from './en/flags.ts';
import { layout } from './en/layout.ts';
import { commands as zhCommands } from './zh/commands.ts';
import { args as zhArgs, flags as zhFlags } from './zh/flags.ts';
import { layout as zhLayout } from './zh/layout.ts';

export type { CommandTexts };
export type CommandName = keyof typeof commands;
export type FlagName = keyof typeof flags;
export type ArgumentName = keyof typeof args;
export type LayoutTexts = typeof layout;

/** All that help says, in one language. */
export interface HelpTexts {
  readonly commands: Readonly<Record<CommandName, CommandTexts>>;
  readonly flags: Readonly<Record<FlagName, string>>;
  readonly args: Readonly<Record<ArgumentName, string>>;
  readonly layout: LayoutTexts;
}

export const helpTexts: Readonly<Record<UiLanguage, HelpTexts>> = {
  en: { commands, flags, args, layout },
  zh: { commands: zhCommands, flags: zhFlags, args: zhArgs, layout: zhLayout },
};
