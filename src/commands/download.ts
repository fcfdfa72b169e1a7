import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { downloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { declareFlags } from './flags/flag.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addCommandTimeout, addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { validateOneFile, validateStdout } from './wait.ts';
import {
  declareCommand,
  downloadExits,
  requestExits,
  type CommandHelp,
} from './help/command-help.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';

export interface DownloadCommand {
  /** Undefined: none was given; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  readonly resume: ResumeCommand;
  readonly request: FleetFlags;
  readonly output: OutputFlags;
  readonly download: DownloadSettings;
}

/** `download [exportId…]`: fetches the files of tasks that have already ended. */
export function registerDownload(
  program: Command,
  run: (command: DownloadCommand) => Promise<void>,
  context: Pick<Context, 'streams' | 'cwd'>,
): void {
  const command = declareCommand(program, 'download', help);
  addTaskReferences(command);
  declareFlags(command, downloadFlags, { group: 'downloading' });
  addFleetFlags(command);
  addCommandTimeout(command);
  addOutputFlags(command, ['showLink']);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags) => {
    const download = parseDownloadFlags(flags, context);
    validateStdout(command, download, flags);
    const tasks = await readTaskReferences(ids, context);
    validateOneFile(tasks, download);
    await run({
      tasks,
      request: flags,
      resume: createResumeCommand(command),
      output: flags,
      download,
    });
  });
}

const help: CommandHelp = {
  group: 'exports',
  summary: { en: 'download the files of tasks that have ended', zh: '下载已结束任务的文件' },
  description: {
    en: 'Downloads the file of each task that has ended, and verifies it.',
    zh: '下载每个已结束任务的文件，并进行校验。',
  },
  examples: [
    [
      'siem-export download 200013',
      {
        en: 'into this folder, under the name from the service',
        zh: '存入当前目录，使用服务端的文件名',
      },
    ],
    [
      'siem-export download 200013 -o incidents.xlsx',
      { en: 'under another name', zh: '另存为其他文件名' },
    ],
    [
      'siem-export download 200013 -o - > incidents.xlsx',
      { en: 'to standard output', zh: '写到标准输出' },
    ],
  ],
  mostUsed: ['--output', '--dir', '--if-exists', '--region', '--role-for', '--json'],
  exits: [...requestExits, ...downloadExits, 'pending', 'partial'],
  callsApi: true,
};
