import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { declareFlags, switchFlag } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addCommandTimeout, addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { declareCommand, requestExits, type CommandHelp } from './help/command-help.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';

export interface StatusCommand {
  /** Undefined: none was given; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  readonly resume: ResumeCommand;
  readonly request: FleetFlags;
  readonly output: OutputFlags;
  /** End with the code of the task's state: 0, 3 or 8. */
  readonly exitStatus: boolean;
}

/** `status [exportId…]`: one GetExportTask per task. */
export function registerStatus(
  program: Command,
  run: (command: StatusCommand) => Promise<void>,
  context: Pick<Context, 'streams'>,
): void {
  const command = declareFlags(declareCommand(program, 'status', help), { exitStatus });
  addTaskReferences(command);
  addFleetFlags(command);
  addCommandTimeout(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { exitStatus?: true }) => {
    await run({
      tasks: await readTaskReferences(ids, context),
      request: flags,
      resume: createResumeCommand(command),
      output: flags,
      exitStatus: flags.exitStatus ?? false,
    });
  });
}

const exitStatus = switchFlag('--exit-status', {
  en: "end with the exit code of the task's status: 0, 3 (failed) or 8 (pending)",
  zh: '以任务状态对应的退出码结束：0、3（失败）或 8（未结束）',
});

const help: CommandHelp = {
  group: 'exports',
  summary: { en: 'show the status of tasks', zh: '查询任务状态' },
  description: {
    en: 'Asks the service once for each task, and prints the response.',
    zh: '对每个任务查询一次，并输出服务端返回的内容。',
  },
  examples: [
    ['siem-export status 200013', { en: 'status and progress of a task', zh: '任务的状态和进度' }],
    ['siem-export status', { en: 'the task used last', zh: '最近用过的任务' }],
    [
      'siem-export status 200013 --exit-status',
      { en: 'exit with 0, 3 or 8, for a script', zh: '供脚本使用：退出码为 0、3 或 8' },
    ],
  ],
  mostUsed: [
    '--exit-status',
    '--region',
    '--role-for',
    '--profile',
    '--json',
    '--query',
    '--show-link',
  ],
  exits: [...requestExits, 'pending', 'partial'],
  callsApi: true,
};
