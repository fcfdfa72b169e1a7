import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { declareFlags, switchFlag } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { refuseWithout } from './flags/refuse-flags.ts';
import {
  addCommandTimeout,
  addFleetFlags,
  requestFlags,
  type FleetFlags,
} from './flags/request-flags.ts';
import { declareCommand, requestExits, type CommandHelp } from './help/command-help.ts';
import { texts } from './tasks/texts.ts';

export interface ListCommand {
  /** Region and accounts choose among the tasks; all of it serves `--refresh`. */
  readonly request: FleetFlags;
  readonly output: OutputFlags;
  /** Ask again for those that had not ended. */
  readonly refresh: boolean;
  /** Only those that had not ended. */
  readonly pending: boolean;
  /** References alone, one a line. */
  readonly ids: boolean;
}

interface OwnFlags {
  readonly refresh?: true;
  readonly pending?: true;
  readonly ids?: true;
}

/** `list`: the tasks that this machine has seen. */
export function registerList(program: Command, run: (command: ListCommand) => Promise<void>): void {
  const command = declareFlags(declareCommand(program, 'list', help), ownFlags);
  addFleetFlags(command);
  addCommandTimeout(command);
  addOutputFlags(command, ['showLink']);
  command.action(async (flags: FleetFlags & OutputFlags & OwnFlags) => {
    const { refresh = false, pending = false, ids = false } = flags;
    const { lang, profile, endpoint, vpc } = requestFlags;
    if (!refresh) refuseWithout(command, { lang, profile, endpoint, vpc }, ['--refresh']);
    const other = flags.json ? '--json' : '--query';
    if (ids && (flags.json || flags.query !== undefined)) {
      throw new UsageError(texts.idsAndOther(other));
    }
    await run({ request: flags, output: flags, refresh, pending, ids });
  });
}

const ownFlags = {
  pending: switchFlag('--pending', {
    en: 'only tasks that had not ended',
    zh: '只列出尚未结束的任务',
  }),
  refresh: switchFlag('--refresh', {
    en: 'ask the service again about tasks that had not ended',
    zh: '重新查询尚未结束的任务',
  }),
  ids: switchFlag('--ids', {
    en: 'print export ids only, one per line',
    zh: '只输出导出任务 ID，每行一个',
  }),
};

const help: CommandHelp = {
  group: 'machine',
  summary: { en: 'list the tasks that this machine has seen', zh: '列出本机见过的任务' },
  description: {
    en: 'Lists the tasks that this machine has seen, newest first. The service does not list tasks.',
    zh: '列出本机见过的任务，最新的在前。服务端不提供任务列表。',
  },
  examples: [
    ['siem-export list', { en: 'all tasks', zh: '全部任务' }],
    [
      'siem-export list --pending --refresh',
      { en: 'ask again about tasks that had not ended', zh: '重新查询尚未结束的任务' },
    ],
    ['siem-export list --json | jq .Id', { en: 'for a script', zh: '供脚本使用' }],
  ],
  mostUsed: ['--pending', '--refresh', '--ids', '--region', '--role-for', '--json'],
  exits: [...requestExits, 'partial'],
  callsApi: true,
};
