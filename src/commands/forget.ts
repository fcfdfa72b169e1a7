import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { UsageError } from '../base/errors.ts';
import type { TaskReference } from '../base/task-reference.ts';
import { addTaskReferences, readTaskReferences } from './flags/task-references.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { texts } from './tasks/texts.ts';

export interface ForgetCommand {
  /** Undefined: every task; empty: standard input names none. */
  readonly tasks: readonly TaskReference[] | undefined;
  /** With `--all`: only tasks of this region and these accounts. */
  readonly request: FleetFlags;
  readonly output: OutputFlags;
}

/** `forget <exportId…>`: removes tasks from the list of this machine. */
export function registerForget(
  program: Command,
  context: Pick<Context, 'streams'>,
  run: (command: ForgetCommand) => Promise<void>,
): void {
  const command = addTaskReferences(program.command('forget')).option('--all');
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { all?: true }) => {
    if (!flags.all && ids.length === 0) throw new UsageError(texts.idsOrAll);
    if (flags.all && ids.length > 0) throw new UsageError(texts.idsAndAll);
    const tasks = flags.all ? undefined : await readTaskReferences(ids, context);
    await run({ tasks, request: flags, output: flags });
  });
}
