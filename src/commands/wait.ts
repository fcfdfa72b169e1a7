import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { UsageError } from '../base/errors.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addDownloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { addEventsFlag, addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { addWaitFlags, parseWaitFlags, type WaitFlags } from './flags/wait-flags.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';
import { text } from './texts.ts';

export interface WaitCommand {
  /** Undefined: none was given; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  readonly resume: ResumeCommand;
  readonly request: FleetFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  readonly wait: WaitFlags;
  /** Undefined: the file is not fetched. */
  readonly download: DownloadSettings | undefined;
}

/** `wait [exportId…]`: polls until every task has ended; `--download` then fetches each file. */
export function registerWait(
  program: Command,
  context: Pick<Context, 'streams' | 'cwd'>,
  run: (command: WaitCommand) => Promise<void>,
): void {
  const command = program.command('wait').option('--download');
  addTaskReferences(command);
  addWaitFlags(command);
  addDownloadFlags(command);
  addFleetFlags(command);
  addEventsFlag(addOutputFlags(command));
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { download?: true }) => {
    const parsed = {
      wait: parseWaitFlags(flags),
      download: parseDownload(flags, context.cwd),
    };
    const tasks = await readTaskReferences(ids, context);
    validateOneFile(tasks, parsed.download);
    await run({
      tasks,
      request: flags,
      resume: createResumeCommand(command),
      output: flags,
      ...parsed,
    });
  });
}

/** @throws UsageError when files are spoken of that nobody fetches */
export function parseDownload(
  flags: OutputFlags & { download?: true },
  cwd: string,
): DownloadSettings | undefined {
  const settings = parseDownloadFlags(flags, cwd);
  if (flags.download) {
    validateStdout(settings, flags);
    return settings;
  }
  if (settings.destination.kind !== 'folder') {
    throw new UsageError(text((texts) => texts.nothingToWrite));
  }
  return undefined;
}

/** @throws UsageError when one `--output` would get several files */
export function validateOneFile(
  tasks: readonly TaskReference[] = [],
  download: DownloadSettings | undefined,
): void {
  if (tasks.length > 1 && download !== undefined && download.destination.kind !== 'folder') {
    throw new UsageError(text((texts) => texts.oneFile(tasks.length)));
  }
}

/** @throws UsageError when both the file and JSON would go to stdout */
export function validateStdout(
  { destination }: DownloadSettings,
  { json, query, events }: OutputFlags & { readonly events?: boolean },
): void {
  const isQuery = query !== undefined;
  const flag = json ? '--json' : isQuery ? '--query' : events ? '--events' : undefined;
  if (destination.kind === 'stdout' && flag !== undefined) {
    throw new UsageError(text((texts) => texts.bothToStdout(flag)));
  }
}
