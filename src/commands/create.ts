import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import type { CreateFlags } from './filters/parse-create-flags.ts';
import { isFleet } from './flags/accounts.ts';
import { createFlags } from './flags/create-flags.ts';
import { downloadFlags } from './flags/download-flags.ts';
import { declareFlags, parseFlags, switchFlag } from './flags/flag.ts';
import {
  addEventsFlag,
  addOutputFlags,
  outputFlags,
  type OutputFlags,
} from './flags/output-flags.ts';
import { refuseWithout } from './flags/refuse-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { waitFlags, type WaitFlags } from './flags/wait-flags.ts';
import {
  declareCommand,
  downloadExits,
  requestExits,
  waitExits,
  type CommandHelp,
} from './help/command-help.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';
import { createFetchCommand, parseDownload, parseWait } from './wait.ts';

export interface CreateCommand {
  readonly task: CreateFlags;
  /** Print the request, and send nothing. */
  readonly dryRun: boolean;
  readonly resume: ResumeCommand;
  /** The command line that downloads the files of tasks. */
  readonly fetch: (references: readonly string[]) => string;
  readonly request: FleetFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  /** Whether to wait until the new task has ended. */
  readonly waits: boolean;
  readonly wait: WaitFlags;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
}

/** `create`: starts an export; `--wait` waits for it, `--download` also downloads its file. */
export function registerCreate(
  program: Command,
  run: (command: CreateCommand) => Promise<void>,
  context: Pick<Context, 'streams' | 'cwd' | 'clock'>,
): void {
  const command = declareFlags(declareCommand(program, 'create', help), ownFlags);
  declareFlags(command, createFlags, { group: 'filters' });
  declareFlags(command, waitFlags, { group: 'waiting' });
  declareFlags(command, downloadFlags, { group: 'downloading' });
  addFleetFlags(command);
  addEventsFlag(addOutputFlags(command));
  command.action(async (flags: FleetFlags & OutputFlags) => {
    const own = parseFlags(ownFlags, flags);
    const waits = own.wait || own.download;
    if (!waits) refuseWaiting(command, flags);
    const wait = parseWait(command, flags);
    const download = parseDownload(command, { ...flags, download: own.download }, context);
    const { parseCreateFlags } = await import('./filters/parse-create-flags.ts');
    await run({
      wait,
      task: await parseCreateFlags(flags, context),
      dryRun: own.dryRun,
      waits,
      download,
      request: flags,
      output: flags,
      resume: createResume(command),
      fetch: createFetchCommand(command),
    });
  });
}

/**
 * The limits of requests also apply where tasks are created for several accounts.
 * @throws UsageError for flags that have no effect on a `create` that does not wait
 */
function refuseWaiting(command: Command, { roleFor }: FleetFlags): void {
  const { concurrency, rate, ...others } = waitFlags;
  const limits = isFleet(roleFor) ? {} : { concurrency, rate };
  refuseWithout(command, { ...others, ...limits }, ['--wait', '--download']);
  refuseWithout(command, { showLink: outputFlags.showLink }, ['--wait']);
}

const ownFlags = {
  wait: switchFlag('--wait', { en: 'wait until the new task has ended', zh: '等待新任务结束' }),
  download: switchFlag('--download', {
    en: 'wait, then download the file',
    zh: '等待新任务结束，然后下载文件',
  }),
  dryRun: switchFlag('--dry-run', {
    en: 'print the request without sending it',
    zh: '只输出请求，不发送',
  }),
};

/** `create` would create a second task; `wait` continues with this one. */
function createResume(command: Command): CreateCommand['resume'] {
  const without = [...Object.keys(createFlags), 'wait', 'dryRun'];
  const resume = createResumeCommand(command, { name: 'wait', without });
  return (references, changes) =>
    references.length === 0 ? undefined : resume(references, changes);
}

const help: CommandHelp = {
  group: 'exports',
  summary: { en: 'start an export', zh: '创建导出任务' },
  description: {
    en: 'Starts an export of incidents and prints its export id. --wait waits for the task; --download also downloads its file.',
    zh: '创建事件的导出任务，并输出导出任务 ID。--wait 等待任务结束，--download 还会下载文件。',
  },
  examples: [
    [
      'siem-export create --level high --since 24h --download',
      { en: 'create, wait and download', zh: '创建、等待并下载' },
    ],
    [
      'siem-export create --status unhandled --since 2026-01-01',
      { en: 'print the new export id', zh: '输出新的导出任务 ID' },
    ],
    [
      'siem-export create --since 7d --dry-run',
      { en: 'print the request without sending it', zh: '只输出请求，不发送' },
    ],
  ],
  mostUsed: ['--wait', '--download', '--since', '--level', '--status', '--region', '--role-for'],
  exits: [...requestExits, ...downloadExits, ...waitExits, 'partial'],
  callsApi: true,
};
