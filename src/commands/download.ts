import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { DownloadSettings } from '../operations/download-task.ts';
import { addDownloadFlags, parseDownloadFlags } from './flags/download-flags.ts';
import { addExportIds, readExportIds } from './flags/export-ids.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addRequestFlags, type RequestFlags } from './flags/request-flags.ts';
import { validateOneFile, validateStdout } from './wait.ts';
import { createResumeCommand } from './resume-command.ts';

export interface DownloadCommand {
  readonly exportIds: readonly string[];
  /** The command line that goes on with these tasks. */
  readonly resume: (exportIds: readonly string[]) => string;
  readonly request: RequestFlags;
  readonly output: OutputFlags;
  readonly download: DownloadSettings;
}

/** `download [exportId…]`: fetches the files of tasks that have already ended. */
export function registerDownload(
  program: Command,
  context: Pick<Context, 'streams' | 'cwd'>,
  run: (command: DownloadCommand) => Promise<void>,
): void {
  const command = program
    .command('download')
    .summary('fetch the file of a task that has already ended')
    .description('Fetches the file of each task that has already ended, and verifies it.');
  addExportIds(command);
  addDownloadFlags(command);
  addRequestFlags(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: RequestFlags & OutputFlags) => {
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
