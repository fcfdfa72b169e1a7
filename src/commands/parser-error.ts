import type { CommanderError } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { Localized } from '../base/ui-language.ts';

/** An error of the parser as an error of this program, with the flag or command that was probably meant. */
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

/** The parser's sentences in Chinese, by its code. */
const chinese: Readonly<Record<string, (subject: string) => string>> = {
  'commander.unknownOption': (flag) => `没有名为 ${flag} 的选项`,
  'commander.unknownCommand': (name) => `没有名为 ${name} 的命令`,
  'commander.missingArgument': (name) => `缺少 ${name}`,
  'commander.optionMissingArgument': (flag) => `选项 ${flag} 缺少值`,
  'commander.excessArguments': (name) => `${name} 后的内容过多`,
};

function createHint([name]: readonly string[]): Localized {
  return name === undefined || name.startsWith('-')
    ? { en: 'siem-export --help lists the commands.', zh: 'siem-export --help 列出全部命令。' }
    : {
        en: `siem-export ${name} --help lists what is allowed.`,
        zh: `siem-export ${name} --help 列出允许的内容。`,
      };
}
