/* eslint-disable no-console -- a benchmark prints */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findLoaded, listChunkModules, type Loaded } from '../helpers/loaded-files.ts';
import { describeGoal } from './measured.ts';

/**
 * Whole processes in alternation with `node -e 0`, and `status` with a script of the vendor's SDK that
 * does the same call: `npm run bench:startup [pairs]`, by default 21. Prints medians of the ratios of
 * each pair. With `-- --why` it lists what each command loads instead.
 */
const program = resolve('bin/siem-export.js');
const vendorScript = resolve('test/bench/vendor-status.cjs');
const nothing = ['-e', '0'];

interface Command {
  readonly args: readonly string[];
  /** How much longer than `node -e 0` it may take. */
  readonly goal: number;
}

const commands: readonly Command[] = [
  { args: ['--version'], goal: 1.05 },
  { args: ['--help'], goal: 1.25 },
  { args: ['completion', 'bash'], goal: 1.5 },
  { args: ['config', 'get', 'region'], goal: 1.5 },
  { args: ['status', '400185'], goal: 2.5 },
];
const vendorGoal = 0.7;

const [first = '21'] = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'siem-export-startup-'));
const sandbox = await startSandbox();
try {
  // So that there is something to get.
  await time([program, 'config', 'set', 'region', 'cn-hangzhou']);
  if (first === '--why') await explain();
  else await compare(Number(first));
} finally {
  sandbox.stop();
  await rm(home, { recursive: true, force: true });
}

async function compare(pairs: number): Promise<void> {
  console.log(`Node ${process.version}, ${pairs} pairs; times of \`node -e 0\``);
  for (const { args, goal } of commands) {
    report(args.join(' '), await ratioOf([program, ...args], nothing, pairs), goal);
  }
  const ours = [program, 'status', '400185', '--json'];
  const theirs = [vendorScript, '400185'];
  console.log("\nTimes of a script of the vendor's SDK core, which does the same call");
  report('status --json', await ratioOf(ours, theirs, pairs), vendorGoal);
  report('the script, times of node', await ratioOf(theirs, nothing, pairs), undefined);
}

function report(name: string, ratio: number, goal: number | undefined): void {
  console.log(`  ${name.padEnd(28)}${ratio.toFixed(2)}${describeGoal(ratio, goal)}`);
}

/** The median of the ratios of pairs that ran one right after the other. */
async function ratioOf(
  args: readonly string[],
  reference: readonly string[],
  pairs: number,
): Promise<number> {
  const ratios: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const referenceMs = await time(reference);
    ratios.push((await time(args)) / referenceMs);
  }
  ratios.sort((a, b) => a - b);
  return ratios[Math.floor(pairs / 2)] ?? NaN;
}

/** Milliseconds from the start of the process until it has ended and its output has been read. */
async function time(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: sandbox.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.resume();
  const [code] = (await once(child, 'close')) as unknown[];
  const elapsedMs = performance.now() - startedAt;
  // A command that fails is no measure of one that does its work.
  return code === 0 ? elapsedMs : NaN;
}

async function explain(): Promise<void> {
  const chunks = listChunkModules();
  for (const { args } of commands) {
    console.log(`\n${args.join(' ')}`);
    console.log(describeLoaded(await findLoaded([program, ...args], sandbox.env, chunks)));
  }
}

function describeLoaded({ files, builtins }: Loaded): string {
  const size = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`.padStart(11);
  const lines = files.flatMap(({ name, bytes, modules }) => [
    `${size(bytes)}  ${name}`,
    ...[...modules]
      .sort((a, b) => b.bytes - a.bytes)
      .map((module) => `${' '.repeat(13)}${size(module.bytes)}  ${module.name}`),
  ]);
  return [...lines, `${' '.repeat(13)}Node's own: ${builtins.join(' ')}`].join('\n');
}

/** The sandbox in a process of its own, and the environment that points at it and at nothing else. */
async function startSandbox() {
  // NODE_EXTRA_CA_CERTS is not passed on: it slows node itself, which flatters the ratios.
  const { PATH } = process.env;
  const base = { PATH, HOME: home, LANG: 'C.UTF-8' };
  const child = spawn(process.execPath, [program, 'sandbox'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const env: NodeJS.ProcessEnv = { ...base };
  for await (const line of createInterface(child.stdout)) {
    const [, name, value = ''] = /^export (\w+)='?(.*?)'?$/.exec(line) ?? [];
    // The region is saved: the variable would go before it, and each `config set` says so.
    if (name !== undefined && name !== 'SIEM_EXPORT_REGION') env[name] = value;
    // The last of them.
    if (name === 'SIEM_EXPORT_CONFIG_DIR') break;
  }
  return { env, stop: () => child.kill() };
}
