import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Clock, Context } from '../../src/base/context.ts';
import { main } from '../../src/main.ts';
import type { LoadedScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { recordFiles, recordLinks, recordRun } from './leaks/record.ts';
import { MemoryStream } from './memory-streams.ts';
import { validateOutput } from './output-schema.ts';
import { createScaledClock } from './scaled-clock.ts';

export interface CliOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly cwd?: string;
  readonly home?: string;
  /** Settings and journal. Default: a folder that is gone afterwards. */
  readonly config?: string;
  /** Default: the system's. */
  readonly temporary?: string;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
}

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stdoutBytes: Buffer;
  readonly stderr: string;
}

/** Runs the program in this process, with streams in memory. JSON that it prints must be as the schemas have it. */
export async function runCli(
  argv: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  const stdout = new MemoryStream();
  const stderr = new MemoryStream();
  const config = options.config ?? (await mkdtemp(join(tmpdir(), 'siem-export-config-')));
  const context = createTestContext({ ...options, config }, { stdout, stderr });
  const exitCode = await main(argv, context);
  if (options.config === undefined) await rm(config, { recursive: true });
  validateOutput(argv, stdout.text);
  recordRun({ argv, env: context.env, stdout: stdout.text, stderr: stderr.text });
  return { exitCode, stdout: stdout.text, stdoutBytes: stdout.bytes, stderr: stderr.text };
}

/** What the program has of the world, with streams in memory. */
export function createTestContext(
  options: CliOptions & { readonly config: string },
  { stdout, stderr }: { readonly stdout: MemoryStream; readonly stderr: MemoryStream },
): Context {
  const cwd = options.cwd ?? tmpdir();
  return {
    streams: {
      stdin: Readable.from([options.stdin ?? '']),
      stdout,
      stderr,
      print: (text) => stdout.write(text),
    },
    env: options.env ?? {},
    cwd,
    directories: {
      home: options.home ?? join(cwd, 'home'),
      config: options.config,
      temporary: options.temporary ?? tmpdir(),
    },
    clock: options.clock ?? createScaledClock(100),
    random: Math.random,
    signal: options.signal ?? new AbortController().signal,
    onStatusRequest: () => () => undefined,
    keepHeapSmall: () => Promise.resolve(),
    runtime: `Node.js ${process.version}`,
    programCommand: [],
  };
}

export interface Bench {
  readonly sandbox: Sandbox;
  /** An empty folder, the program's working directory. */
  readonly folder: string;
  /** Settings and journal of its runs; empty at first. */
  readonly config: string;
  /** Runs the program against the sandbox, in that folder, by the sandbox's clock. */
  readonly run: (argv: readonly string[], options?: CliOptions) => Promise<CliResult>;
}

/** A sandbox and an empty folder, for as long as `use` needs them. */
export async function withSandbox(
  scenario: LoadedScenario | undefined,
  use: (bench: Bench) => Promise<void>,
  { factor = 100 }: { factor?: number } = {},
): Promise<void> {
  const clock = createScaledClock(factor);
  const sandbox = await startSandbox({ clock, scenario });
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-test-'));
  const config = await mkdtemp(join(tmpdir(), 'siem-export-config-'));
  try {
    await use({
      sandbox,
      folder,
      config,
      run: (argv, { env, ...options } = {}) =>
        runCli(argv, { clock, cwd: folder, config, ...options, env: { ...sandbox.env, ...env } }),
    });
  } finally {
    recordLinks(sandbox);
    recordFiles(folder);
    recordFiles(config);
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
    await rm(config, { recursive: true, force: true });
  }
}
