import type { UiLanguage } from '../../base/ui-language.ts';
import { commands } from './en/commands.ts';
import { args, flags } from './en/flags.ts';
import { layout } from './en/layout.ts';
import type { HelpTexts } from './texts-shape.ts';
import { commands as zhCommands } from './zh/commands.ts';
import { args as zhArgs, flags as zhFlags } from './zh/flags.ts';
import { layout as zhLayout } from './zh/layout.ts';

export const helpTexts: Readonly<Record<UiLanguage, HelpTexts>> = {
  en: { language: 'en', commands, flags, args, layout },
  zh: {
    language: 'zh',
    commands: zhCommands,
    flags: zhFlags,
    args: zhArgs,
    layout: zhLayout,
  },
};
