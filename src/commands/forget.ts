import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { UsageError } from '../base/errors.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { declareFlags, switchFlag } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addScopeFlags, type FleetFlags } from './flags/request-flags.ts';
import { declareCommand, type CommandHelp } from './help/command-help.ts';
import { texts } from './tasks/texts.ts';

export interface ForgetCommand {
  /** Undefined: every task; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  /** With `--all`: only tasks of this region and these accounts. */
  readonly request: FleetFlags;
  readonly output: OutputFlags;
}

/** `forget <exportId…>`: removes tasks from the list of this machine. */
export function registerForget(
  program: Command,
  run: (command: ForgetCommand) => Promise<void>,
  context: Pick<Context, 'streams'>,
): void {
  const command = addTaskReferences(declareCommand(program, 'forget', help));
  declareFlags(command, {
    all: switchFlag('--all', { en: 'every task', zh: '全部任务' }),
  });
  addScopeFlags(command);
  addOutputFlags(command, ['verbose', 'showLink', 'progress']);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { all?: true }) => {
    if (!flags.all && ids.length === 0) throw new UsageError(texts.idsOrAll);
    if (flags.all && ids.length > 0) throw new UsageError(texts.idsAndAll);
    const tasks = flags.all ? undefined : await readTaskReferences(ids, context);
    await run({ tasks, request: flags, output: flags });
  });
}

const help: CommandHelp = {
  group: 'machine',
  summary: { en: 'remove tasks from that list', zh: '从该列表中移除任务' },
  description: {
    en: 'Removes tasks from the list of this machine. The service keeps them.',
    zh: '从本机的列表中移除任务。服务端的任务不受影响。',
  },
  examples: [
    ['siem-export forget 200013', { en: 'one task', zh: '一个任务' }],
    ['siem-export forget --all', { en: 'every task', zh: '全部任务' }],
  ],
  mostUsed: ['--all', '--region', '--role-for', '--json', '--quiet'],
  exits: ['ok', 'usage', 'not-found', 'partial'],
  callsApi: false,
};
