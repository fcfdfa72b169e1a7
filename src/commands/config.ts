import type { Command } from 'commander';
import { DeclaredArgument } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addRequestFlags, type RequestFlags } from './flags/request-flags.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';

export type ConfigCommand = { readonly output: OutputFlags } & (
  | { readonly does: 'get' | 'unset'; readonly key: string }
  | { readonly does: 'set'; readonly key: string; readonly value: string }
  | { readonly does: 'list'; readonly flags: RequestFlags }
  | { readonly does: 'path' }
);

/** `config get|set|unset|list|path`: saved defaults. */
export function registerConfig(
  program: Command,
  run: (command: ConfigCommand) => Promise<void>,
): void {
  const config = declareCommand(program, 'config', helps.config).helpCommand(false);
  const get = declareCommand(config, 'get', helps.get).addArgument(createKeyArgument());
  addOutputFlags(get, hidden).action((key: string, output: OutputFlags) =>
    run({ does: 'get', key, output }),
  );
  const set = declareCommand(config, 'set', helps.set).addArgument(createKeyArgument());
  set.addArgument(
    new DeclaredArgument('<value>', { text: { en: 'the value to save', zh: '要保存的值' } }),
  );
  addOutputFlags(set, hidden).action((key: string, value: string, output: OutputFlags) =>
    run({ does: 'set', key, value, output }),
  );
  const unset = declareCommand(config, 'unset', helps.unset).addArgument(createKeyArgument());
  addOutputFlags(unset, hidden).action((key: string, output: OutputFlags) =>
    run({ does: 'unset', key, output }),
  );
  const list = addRequestFlags(declareCommand(config, 'list', helps.list));
  addOutputFlags(list, ['quiet', ...hidden]);
  list.action((flags: RequestFlags & OutputFlags) => run({ does: 'list', flags, output: flags }));
  const path = declareCommand(config, 'path', helps.path);
  addOutputFlags(path, ['quiet', ...hidden]).action((output: OutputFlags) =>
    run({ does: 'path', output }),
  );
}

/** Nothing is sent, and nothing takes time. */
const hidden = ['verbose', 'showLink', 'progress'] as const;

function createKeyArgument(): DeclaredArgument {
  return new DeclaredArgument('<key>', {
    text: {
      en: 'region, lang, roleFor, profile, endpoint or vpc',
      zh: 'region、lang、roleFor、profile、endpoint 或 vpc',
    },
    values: 'settings',
  });
}

const place = { group: 'machine', callsApi: false, exits: ['ok', 'usage'] } as const;

const helps = {
  config: {
    ...place,
    summary: { en: 'read and write saved defaults', zh: '读写保存的默认值' },
    description: {
      en: 'Reads and writes saved defaults. Flags and environment variables override them.',
      zh: '读写保存的默认值。选项和环境变量优先于这些默认值。',
    },
    examples: [
      [
        'siem-export config set region ap-southeast-1',
        { en: 'use Singapore by default', zh: '默认使用新加坡地域' },
      ],
      [
        'siem-export config list',
        { en: 'each value in force, and where it comes from', zh: '各项生效的值及其来源' },
      ],
    ],
  },
  get: {
    ...place,
    summary: { en: 'print one saved value', zh: '输出一项保存的值' },
    description: {
      en: 'Prints the saved value of a key. With --json, also the value in force and where it comes from.',
      zh: '输出一项保存的值。使用 --json 时，还输出当前生效的值及其来源。',
    },
    examples: [['siem-export config get region', { en: 'the saved region', zh: '保存的地域' }]],
  },
  set: {
    ...place,
    summary: { en: 'save a value', zh: '保存一项的值' },
    description: { en: 'Saves the value of a key.', zh: '保存一项的值。' },
    examples: [
      [
        'siem-export config set lang en',
        { en: 'get responses in English', zh: '让服务端返回英文内容' },
      ],
    ],
  },
  unset: {
    ...place,
    summary: { en: 'remove a saved value', zh: '删除一项保存的值' },
    description: { en: 'Removes the saved value of a key.', zh: '删除一项保存的值。' },
    examples: [
      ['siem-export config unset region', { en: 'back to the default', zh: '恢复默认值' }],
    ],
  },
  list: {
    ...place,
    summary: { en: 'list every value in force', zh: '列出各项生效的值' },
    description: {
      en: 'Lists the value in force of every key, and where it comes from.',
      zh: '列出每一项当前生效的值及其来源。',
    },
    examples: [
      ['siem-export config list', { en: 'each value and its origin', zh: '各项的值及其来源' }],
    ],
  },
  path: {
    ...place,
    exits: ['ok'],
    summary: { en: 'print the path of the file', zh: '输出默认值文件的路径' },
    description: {
      en: 'Prints the path of the file with the saved defaults.',
      zh: '输出保存默认值的文件的路径。',
    },
    examples: [['siem-export config path', { en: 'the path', zh: '文件路径' }]],
  },
} satisfies Record<string, CommandHelp>;
