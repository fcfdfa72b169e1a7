import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { addExportIds, readExportIds } from './flags/export-ids.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addRequestFlags, type RequestFlags } from './flags/request-flags.ts';
import { createResumeCommand } from './resume-command.ts';

export interface StatusCommand {
  readonly exportIds: readonly string[];
  /** The command line that goes on with these tasks. */
  readonly resume: (exportIds: readonly string[]) => string;
  readonly request: RequestFlags;
  readonly output: OutputFlags;
  /** End with the code of the task's state: 0, 3 or 8. */
  readonly exitStatus: boolean;
}

/** `status [exportId…]`: one GetExportTask per task. */
export function registerStatus(
  program: Command,
  context: Pick<Context, 'streams'>,
  run: (command: StatusCommand) => Promise<void>,
): void {
  const command = program
    .command('status')
    .summary('ask once how a task stands')
    .description('Asks once how each task stands, and prints the answer.')
    .option('--exit-status', "end with the code of the task's state: 0, 3 (failed) or 8 (pending)");
  addExportIds(command);
  addRequestFlags(command);
  addOutputFlags(command);
  command.action(
    async (ids: string[], flags: RequestFlags & OutputFlags & { exitStatus?: true }) => {
      await run({
        exportIds: await readExportIds(ids, context),
        request: flags,
        resume: createResumeCommand(command),
        output: flags,
        exitStatus: flags.exitStatus ?? false,
      });
    },
  );
}
