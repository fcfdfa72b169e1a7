import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../base/context.ts';
import { addOutputFlags, type OutputFlags } from './flags/output-flags.ts';
import { createResumeCommand } from './resume-command.ts';

export interface VerifyCommand {
  /** Absolute, each once. */
  readonly files: readonly string[];
  /** The command line that goes on with these files. */
  readonly resume: (files: readonly string[]) => string;
  readonly output: OutputFlags;
}

/** `verify <file…>`: holds downloaded files against their receipts. */
export function registerVerify(
  program: Command,
  { cwd }: Pick<Context, 'cwd'>,
  run: (command: VerifyCommand) => Promise<void>,
): void {
  const command = program.command('verify').argument('<file...>');
  addOutputFlags(command);
  command.action(async (written: string[], output: OutputFlags) => {
    const { fileOfReceipt } = await import('../transfer/file/read-receipt.ts');
    // `verify *` names the receipts too.
    const files = new Set(written.map((file) => fileOfReceipt(resolve(cwd, file))));
    await run({ files: [...files], resume: createResumeCommand(command), output });
  });
}
