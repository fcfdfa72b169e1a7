import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addDownloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { validateOneFile, validateStdout } from './wait.ts';
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
  context: Pick<Context, 'streams' | 'cwd'>,
  run: (command: DownloadCommand) => Promise<void>,
): void {
  const command = program.command('download');
  addTaskReferences(command);
  addDownloadFlags(command);
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags) => {
    const download = parseDownloadFlags(flags, context.cwd);
    validateStdout(download, flags);
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
