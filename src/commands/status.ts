import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
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
  context: Pick<Context, 'streams'>,
  run: (command: StatusCommand) => Promise<void>,
): void {
  const command = program.command('status').option('--exit-status');
  addTaskReferences(command);
  addFleetFlags(command);
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
