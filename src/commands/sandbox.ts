import type { Command } from 'commander';
import { UsageError } from '../base/errors.ts';

export interface SandboxCommand {
  /** A built-in scenario's name or the path of a JSON file. */
  readonly scenario: string;
  /** How many times faster than the clock tasks run. */
  readonly speed: number;
  /** 0: a free one. */
  readonly port: number;
  /** The file that lists the requests. */
  readonly log: string | undefined;
  /** Empty: print the environment, and run until Ctrl-C. */
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
    .option('--speed <n>', '', '1')
    .option('--log <file>', '')
    .option('--port <n>', '', '0')
    .passThroughOptions()
    .action(async (command: string[], flags: SandboxFlags) => {
      const { scenario, log } = flags;
      const [speed, port] = [parseSpeed(flags.speed), parsePort(flags.port)];
      await run({ scenario, speed, port, log, command });
    });
}

interface SandboxFlags {
  readonly scenario: string;
  readonly speed: string;
  readonly log?: string;
  readonly port: string;
}

const fastestSpeed = 1_000_000;

function parseSpeed(written: string): number {
  const speed = /^\d+(\.\d+)?$/.test(written) ? Number(written) : Number.NaN;
  if (speed > 0 && speed <= fastestSpeed) return speed;
  throw new UsageError({
    en: `--speed: "${written}" is not a speed; allowed is a number above 0, at most ${fastestSpeed}`,
    zh: `--speed："${written}" 不是有效的倍速；允许的是大于 0 且不超过 ${fastestSpeed} 的数`,
  });
}

function parsePort(written: string): number {
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (port <= 65_535) return port;
  // HOST:PORT asks for more than loopback, which other machines could reach.
  throw new UsageError({
    en: `--port: "${written}" is not a port; allowed is 0 to 65535, and the sandbox listens on 127.0.0.1 only`,
    zh: `--port："${written}" 不是端口；允许的是 0 到 65535，并且 sandbox 只监听 127.0.0.1`,
  });
}
