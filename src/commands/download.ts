import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addDownloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { addExportIds, readExportIds } from './flags/export-ids.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { validateOneFile, validateStdout } from './wait.ts';
import { createResumeCommand } from './resume-command.ts';
import type { ResumeCommand } from './session/resume-tasks.ts';

export interface DownloadCommand {
  readonly exportIds: readonly string[];
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
  addExportIds(command);
  addDownloadFlags(command);
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags) => {
    const download = parseDownloadFlags(flags, context.cwd);
    validateStdout(download, flags);
    const exportIds = await readExportIds(ids, context);
    validateOneFile(exportIds, download);
    await run({
      exportIds,
      request: flags,
      resume: createResumeCommand(command),
      output: flags,
      download,
    });
  });
}
