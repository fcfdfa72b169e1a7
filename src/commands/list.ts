import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { texts } from './tasks/texts.ts';

export interface ListCommand {
  /** Region and accounts choose among the tasks; all of it serves `--refresh`. */
  readonly request: FleetFlags;
  readonly output: OutputFlags;
  /** Ask again for those that had not ended. */
  readonly refresh: boolean;
  /** Only those that had not ended. */
  readonly pending: boolean;
  /** References alone, one a line. */
  readonly ids: boolean;
}

interface OwnFlags {
  readonly refresh?: true;
  readonly pending?: true;
  readonly ids?: true;
}

/** `list`: the tasks that this machine has seen. */
export function registerList(program: Command, run: (command: ListCommand) => Promise<void>): void {
  const command = program.command('list').option('--pending').option('--refresh').option('--ids');
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (flags: FleetFlags & OutputFlags & OwnFlags) => {
    const { refresh = false, pending = false, ids = false } = flags;
    const other = flags.json ? '--json' : '--query';
    if (ids && (flags.json || flags.query !== undefined)) {
      throw new UsageError(texts.idsAndOther(other));
    }
    await run({ request: flags, output: flags, refresh, pending, ids });
  });
}
