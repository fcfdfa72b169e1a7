import type { Command } from 'commander';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';

export interface ExplainCommand {
  /** An exit code, its name, or an error code, as written. */
  readonly code: string;
  readonly output: OutputFlags;
}

/** `explain <code>`: what an exit code or an error code means. */
export function registerExplain(
  program: Command,
  run: (command: ExplainCommand) => Promise<void>,
): void {
  const command = program.command('explain').argument('<code>');
  addOutputFlags(command);
  command.action(async (code: string, output: OutputFlags) => {
    await run({ code, output });
  });
}
