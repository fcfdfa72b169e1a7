import type { Command } from 'commander';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { addFleetFlags, type FleetFlags } from './flags/request-flags.ts';

export interface DoctorCommand {
  readonly request: FleetFlags;
  readonly output: OutputFlags;
}

/** `doctor`: looks at all that a job needs, one line each. */
export function registerDoctor(
  program: Command,
  run: (command: DoctorCommand) => Promise<void>,
): void {
  const command = program.command('doctor');
  addFleetFlags(command);
  addOutputFlags(command);
  command.action(async (flags: FleetFlags & OutputFlags) => {
    await run({ request: flags, output: flags });
  });
}
