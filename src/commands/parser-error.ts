import type { Command, CommanderError } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { Localized } from '../base/ui-language.ts';
import { findSimilar } from '../operations/explain/similar-names.ts';

/** An error of the parser as an error of this program, with the flag or command that was probably meant. */
export function toUsageError(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  { argv, program }: { readonly argv: readonly string[]; readonly program: Command },
): UsageError {
  const unknown = findUnknownCommand(program, argv);
  if (unknown !== undefined) return unknown;
  const [what = '', suggested] = message.replace(/^error: /, '').split('\n');
  const meant =
    suggested === undefined ? undefined : /mean (?:one of )?(.+)\?\)$/.exec(suggested)?.[1];
  const subject = /'([^']+)'/.exec(what)?.[1] ?? '';
  const zh = chinese[code]?.(subject) ?? what;
  return new UsageError(
    meant === undefined
      ? { en: what, zh }
      : { en: `${what}; did you mean ${meant}?`, zh: `${zh}；您是否想用 ${meant}？` },
    { hint: createHint(argv) },
  );
}

/** The parser's sentences in Chinese, by its code. */
const chinese: Readonly<Record<string, (subject: string) => string>> = {
  'commander.unknownOption': (flag) => `没有名为 ${flag} 的选项`,
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

/** What other tools call a command. None of them is answered with a command that deletes, except its own names. */
const namesElsewhere: Readonly<Record<string, string>> = {
  watch: 'wait',
  follow: 'wait',
  resume: 'wait',
  get: 'status',
  show: 'status',
  describe: 'status',
  fetch: 'download',
  pull: 'download',
  start: 'create',
  export: 'create',
  new: 'create',
  ls: 'list',
  tasks: 'list',
  history: 'list',
  rm: 'forget',
  remove: 'forget',
  delete: 'forget',
  check: 'verify',
  convert: 'rows',
  csv: 'rows',
  cat: 'rows',
  configure: 'config',
  login: 'doctor',
  auth: 'doctor',
  whoami: 'doctor',
  version: '--version',
};

/** @returns undefined if every word that must name a command does */
export function findUnknownCommand(
  program: Command,
  argv: readonly string[],
): UsageError | undefined {
  let command = program;
  for (const word of argv) {
    if (word.startsWith('-') || command.commands.length === 0) return undefined;
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) return unknownCommand(word, command);
    command = next;
  }
  return undefined;
}

/** Two letters of four: `wiat` is `wait`. */
const mostWrong = 0.5;

function unknownCommand(word: string, parent: Command): UsageError {
  const isTop = parent.parent === null;
  const visible = parent.createHelp().visibleCommands(parent);
  const names = visible
    .map((each) => each.name())
    .filter((name) => name !== 'forget' || word.startsWith('forg'));
  const elsewhere = isTop && Object.hasOwn(namesElsewhere, word) ? namesElsewhere[word] : undefined;
  const meant = elsewhere ?? findSimilar(word, names, mostWrong)[0];
  const shown = JSON.stringify(word);
  const path = isTop ? '' : `${parent.name()} `;
  return new UsageError(
    {
      en: `unknown command ${shown}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
      zh: `没有名为 ${shown} 的命令${meant === undefined ? '' : `；您是否想用 ${meant}？`}`,
    },
    {
      hint: {
        en: `siem-export ${path}--help lists the commands.`,
        zh: `siem-export ${path}--help 列出全部命令。`,
      },
    },
  );
}
