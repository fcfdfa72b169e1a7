import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { UsageError } from '../base/errors.ts';
import { readExportIds } from './flags/export-ids.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';
import { text } from './tasks/texts.ts';

export interface ForgetCommand {
  /** Undefined: every task. */
  readonly exportIds: readonly string[] | undefined;
  /** Only tasks of this region and these accounts. */
  readonly request: Pick<FleetFlags, 'region' | 'roleFor'>;
  readonly output: OutputFlags;
}

/** `forget <exportId…>`: removes tasks from the list of this machine. */
export function registerForget(
  program: Command,
  context: Pick<Context, 'streams'>,
  run: (command: ForgetCommand) => Promise<void>,
): void {
  const command = program.command('forget').argument('[exportId...]').option('--all');
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (ids: string[], flags: FleetFlags & OutputFlags & { all?: true }) => {
    if (!flags.all && ids.length === 0) throw new UsageError(text((texts) => texts.idsOrAll));
    if (flags.all && ids.length > 0) throw new UsageError(text((texts) => texts.idsAndAll));
    const exportIds = flags.all ? undefined : await readExportIds(ids, context);
    await run({ exportIds, request: flags, output: flags });
  });
}
