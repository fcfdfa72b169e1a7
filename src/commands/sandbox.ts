import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';
import { text } from './texts.ts';

export interface SandboxCommand {
  /** A built-in scenario's name or the path of a JSON file. */
  readonly scenario: string;
  /** 0: a free one. */
  readonly port: number;
  /** Empty: print the environment and run until Ctrl-C. */
  readonly command: readonly string[];
}

/** `sandbox [-- command…]`: a local emulator of the API and of the object store. */
export function registerSandbox(
  program: Command,
  run: (command: SandboxCommand) => Promise<void>,
): void {
  program
    .command('sandbox')
    .argument('[command...]')
    .option('--scenario <name or file>', '', 'default')
    .option('--port <n>', '', '0')
    .passThroughOptions()
    .action(async (command: string[], flags: { scenario: string; port: string }) => {
      await run({ scenario: flags.scenario, port: parsePort(flags.port), command });
    });
}

function parsePort(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(text((texts) => texts.notAPort(written)));
}
