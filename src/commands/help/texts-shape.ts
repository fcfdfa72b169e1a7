import type { UiLanguage } from '../../base/ui-language.ts';
import type { commands, CommandTexts } from './en/commands.ts';
import type { args, flags } from './en/flags.ts';
import type { layout } from './en/layout.ts';

export type { CommandTexts };
export type CommandName = keyof typeof commands;
export type FlagName = keyof typeof flags;
export type ArgumentName = keyof typeof args;
export type LayoutTexts = typeof layout;

/** All that help says, in one language. */
export interface HelpTexts {
  readonly language: UiLanguage;
  readonly commands: Readonly<Record<CommandName, CommandTexts>>;
  readonly flags: Readonly<Record<FlagName, string>>;
  readonly args: Readonly<Record<ArgumentName, string>>;
  readonly layout: LayoutTexts;
}
