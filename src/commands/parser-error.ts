import type { CommanderError } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { Localized } from '../base/ui-language.ts';

/** What the parser did not understand, as an error of this program; with the flag that was meant, if any. */
export function toUsageError(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  argv: readonly string[],
): UsageError {
  const [what = '', suggested] = message.replace(/^error: /, '').split('\n');
  const meant =
    suggested === undefined ? undefined : /mean (?:one of )?(.+)\?\)$/.exec(suggested)?.[1];
  const subject = /'([^']+)'/.exec(what)?.[1] ?? '';
  const zh = chinese[code]?.(subject) ?? what;
  return new UsageError(
    meant === undefined
      ? { en: what, zh }
      : { en: `${what}; did you mean ${meant}?`, zh: `${zh}；您是否想用 ${meant}？` },
    { hint: createHint(code === 'commander.unknownCommand' ? [] : argv) },
  );
}

/** By the parser's code: what its sentence says, of what it names. */
const chinese: Readonly<Record<string, (subject: string) => string>> = {
  'commander.unknownOption': (flag) => `没有名为 ${flag} 的选项`,
  'commander.unknownCommand': (name) => `没有名为 ${name} 的命令`,
  'commander.missingArgument': (name) => `缺少参数 ${name}`,
  'commander.optionMissingArgument': (flag) => `选项 ${flag} 缺少值`,
  'commander.excessArguments': (name) => `${name} 的参数过多`,
};

function createHint([name]: readonly string[]): Localized {
  return name === undefined || name.startsWith('-')
    ? { en: 'siem-export --help lists the commands.', zh: 'siem-export --help 列出全部命令。' }
    : {
        en: `siem-export ${name} --help lists what is allowed.`,
        zh: `siem-export ${name} --help 列出允许的内容。`,
      };
}
