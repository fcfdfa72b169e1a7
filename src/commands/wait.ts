import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import type { WorkingFolder } from '../base/working-folder.ts';
import { UsageError } from '../base/errors.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { downloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { declareFlags, parseFlags, switchFlag } from './flags/flag.ts';
import {
  addEventsFlag,
  addOutputFlags,
  outputFlags,
  type OutputFlags,
} from './flags/output-flags.ts';
import { refuseWith, refuseWithout } from './flags/refuse-flags.ts';
import { addFleetFlags, requestFlags, type FleetFlags } from './flags/request-flags.ts';
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

export interface WaitCommand {
  /** Undefined: none was given; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  readonly resume: ResumeCommand;
  /** The command line that downloads the files of tasks. */
  readonly fetch: (references: readonly string[]) => string;
  readonly request: FleetFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  readonly wait: WaitFlags;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
}

/** `wait [exportId…]`: polls until every task has ended; `--download` then fetches each file. */
export function registerWait(
  program: Command,
  run: (command: WaitCommand) => Promise<void>,
  context: Pick<Context, 'streams' | 'cwd'>,
): void {
  const command = declareFlags(declareCommand(program, 'wait', help), { download });
  addTaskReferences(command);
  declareFlags(command, waitFlags, { group: 'waiting' });
  declareFlags(command, downloadFlags, { group: 'downloading' });
  addFleetFlags(command);
  addEventsFlag(addOutputFlags(command));
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { download?: true }) => {
    const parsed = {
      wait: parseWait(command, flags),
      download: parseDownload(command, flags, context),
    };
    const tasks = await readTaskReferences(ids, context);
    validateOneFile(tasks, parsed.download);
    await run({
      tasks,
      request: flags,
      resume: createResumeCommand(command),
      fetch: createFetchCommand(command),
      output: flags,
      ...parsed,
    });
  });
}

const download = switchFlag('--download', {
  en: 'download the file of each task that succeeds',
  zh: '下载每个成功任务的文件',
});

const help: CommandHelp = {
  group: 'exports',
  summary: { en: 'wait for tasks, and download their files', zh: '等待任务结束，并可下载文件' },
  description: {
    en: 'Polls until every task has ended. With --download, it then downloads each file, verifies it and writes a receipt beside it.',
    zh: '持续查询，直到所有任务结束。使用 --download 时，随后下载并校验每个文件，并在其旁写入校验回执。',
  },
  examples: [
    [
      'siem-export wait 200013 --download',
      { en: 'wait, then download the workbook', zh: '等待，然后下载 Excel 文件' },
    ],
    [
      'siem-export wait 200013 --json | jq -r .Link',
      { en: 'wait, then print the download link', zh: '等待，然后输出下载链接' },
    ],
    [
      'siem-export wait 1 2 3 --download -d evidence',
      { en: 'download three files into one folder', zh: '将三个文件下载到同一目录' },
    ],
    [
      'siem-export list --pending --ids | siem-export wait -',
      { en: 'wait for all tasks that have not ended', zh: '等待所有未结束的任务' },
    ],
  ],
  mostUsed: ['--download', '--dir', '--timeout', '--fail-fast', '--region', '--role-for', '--json'],
  exits: [...requestExits, ...downloadExits, ...waitExits, 'partial'],
  callsApi: true,
};

/** @throws UsageError naming the flag, the value and what is allowed, or what a flag has no effect with */
export function parseWait(command: Command, flags: object): WaitFlags {
  const wait = parseFlags(waitFlags, flags);
  const { maxIntervalMs } = waitFlags;
  if (wait.intervalMs !== undefined) refuseWith(command, { maxIntervalMs }, '--interval');
  return wait;
}

/** @throws UsageError for flags of a download without `--download`, and for `--show-link` with it */
export function parseDownload(
  command: Command,
  flags: OutputFlags & { readonly download?: boolean },
  place: WorkingFolder,
): DownloadSettings | undefined {
  if (!flags.download) {
    refuseWithout(command, downloadFlags, ['--download']);
    return undefined;
  }
  refuseWith(command, { showLink: outputFlags.showLink }, '--download');
  const settings = parseDownloadFlags(flags, place);
  validateStdout(command, settings, flags);
  return settings;
}

/** The command line that downloads what `wait` has waited for. */
export function createFetchCommand(command: Command): (references: readonly string[]) => string {
  const names = command.options.map((option) => option.attributeName());
  const without = names.filter((name) => !Object.hasOwn(requestFlags, name));
  return createResumeCommand(command, { name: 'download', without });
}

/** @throws UsageError when several files would go to one `--output` */
export function validateOneFile(
  tasks: readonly TaskReference[] = [],
  download: DownloadSettings | undefined,
): void {
  const kind = download?.destination.kind;
  if (tasks.length > 1 && (kind === 'file' || kind === 'stdout')) {
    throw new UsageError({
      en: `--output takes one file, and ${tasks.length} tasks were given; use --dir, or a name such as {id}.xlsx`,
      zh: `--output 只能写入一个文件，而给出了 ${tasks.length} 个任务；请改用 --dir，或 {id}.xlsx 这样的文件名`,
    });
  }
}

/** @throws UsageError if both the file and JSON would go to stdout, or for flags of a file that is not written */
export function validateStdout(
  command: Command,
  { destination }: DownloadSettings,
  { json, query, events }: OutputFlags & { readonly events?: boolean },
): void {
  if (destination.kind !== 'stdout') return;
  const { ifExists, resume, receipt } = downloadFlags;
  refuseWith(command, { ifExists, resume, receipt }, '--output -');
  const isQuery = query !== undefined;
  const flag = json ? '--json' : isQuery ? '--query' : events ? '--events' : undefined;
  if (flag !== undefined) {
    throw new UsageError({
      en: `--output - and ${flag} both write to standard output; use one of them`,
      zh: `--output - 与 ${flag} 都写到标准输出；请只使用其中一个`,
    });
  }
}
