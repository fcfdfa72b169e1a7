import type { Command } from 'commander';
import { DeclaredArgument } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';

export interface ExplainCommand {
  /** An exit code, its name, or an error code, as written. */
  readonly code: string;
  readonly output: OutputFlags;
}

/** `explain <code>`: what an exit code or an error code means. */
export function registerExplain(
  program: Command,
  run: (command: ExplainCommand) => Promise<void>,
): void {
  const command = declareCommand(program, 'explain', help).addArgument(
    new DeclaredArgument('<code>', {
      text: { en: 'exit code, its name, or an error code', zh: '退出码、其名称，或错误码' },
      values: 'codes',
    }),
  );
  addOutputFlags(command, ['quiet', 'verbose', 'showLink', 'progress']);
  command.action(async (code: string, output: OutputFlags) => {
    await run({ code, output });
  });
}

const help: CommandHelp = {
  group: 'help',
  summary: { en: 'explain an exit code or an error code', zh: '解释退出码或错误码' },
  description: {
    en: 'Explains an exit code or an error code: cause, whether to retry, and what to do.',
    zh: '解释退出码或错误码：原因、是否可重试、如何处理。',
  },
  examples: [
    ['siem-export explain 9', { en: 'an exit code', zh: '退出码' }],
    [
      'siem-export explain Throttling.User',
      { en: 'an error code of the service', zh: '服务端的错误码' },
    ],
  ],
  mostUsed: ['--json', '--query'],
  exits: ['ok', 'usage'],
  callsApi: false,
};
