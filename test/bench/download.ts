/* eslint-disable no-console -- a benchmark prints */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describeRun, medianOf, type Measured } from './measured.ts';

/**
 * Downloads beside curl and others, over TLS on loopback, from a server in a process of its own:
 * `npm run bench:download [MiB] [rounds]`, by default 1024 and 3. Prints the medians as ratios to curl.
 */
const [mebibytes = '1024', rounds = '3'] = process.argv.slice(2);
const sizeBytes = Number(mebibytes) * 2 ** 20;
// This file runs as a bundle from elsewhere: the sources are where npm runs it.
const root = resolve('test/bench');
const certFile = join(root, '../helpers/tls/cert.pem');
const folder = await mkdtemp(join(tmpdir(), 'siem-export-download-'));

interface Contender {
  readonly name: string;
  readonly command: (url: string, path: string) => readonly string[];
}

const curl: Contender = {
  name: 'curl -o',
  command: (url, path) => ['curl', '-s', '--cacert', certFile, '-o', path, url],
};

try {
  await compare();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  bundle('download-server', 'server');
  bundle('download-client', 'both');
  bundle('download-client', 'crc64');
  await takeSha256Out('crc64');
  const server = await startServer(sizeBytes);
  const small = await startServer(Math.min(sizeBytes, 400 * 2 ** 20));
  try {
    await race(`${mebibytes} MiB over TLS on loopback`, server.url, [
      ...tools(),
      client('siem-export, CRC-64 alone', 'crc64', '1'),
      client('siem-export', 'both', '1'),
      client('siem-export, auto', 'both', 'auto'),
    ]);
    const gigabit = `${small.url}?rate=110000000`;
    await race('110 MB/s', gigabit, [curl, client('siem-export', 'both', '1')]);
    await race('20 MB/s a connection', `${small.url}?rate=20000000`, [
      curl,
      client('siem-export', 'both', '1'),
      client('siem-export, 4', 'both', '4'),
      client('siem-export, auto', 'both', 'auto'),
    ]);
  } finally {
    server.stop();
    small.stop();
  }
}

function tools(): Contender[] {
  const wget = (url: string, path: string) => [
    'wget',
    '-q',
    `--ca-certificate=${certFile}`,
    '-O',
    path,
    url,
  ];
  const aria2c = (url: string, path: string) => [
    ...['aria2c', '-q', '-x4', '-s4', `--ca-certificate=${certFile}`],
    ...['-d', folder, '-o', path.slice(folder.length + 1), url],
  ];
  const thenSum = (url: string, path: string) => [
    ...['sh', '-c', `curl -s --cacert "$0" -o "$1" "$2" && sha256sum "$1" >/dev/null`],
    ...[certFile, path, url],
  ];
  return [
    curl,
    { name: 'curl, then sha256sum', command: thenSum },
    { name: 'wget', command: wget },
    { name: 'aria2c -x4', command: aria2c },
  ];
}

function client(name: string, variant: string, connections: string): Contender {
  const program = join(folder, variant, 'download-client.mjs');
  return { name, command: (url, path) => [process.execPath, program, url, path, connections] };
}

/** Takes turns, so that what else the machine does meets all of them. */
async function race(title: string, url: string, contenders: readonly Contender[]): Promise<void> {
  console.log(`\n${title}`);
  const runs = new Map<string, Measured[]>();
  for (let round = 0; round < Number(rounds); round++) {
    for (const { name, command } of contenders) {
      const measured = await measure((path) => command(url, path));
      if (measured !== undefined) runs.set(name, [...(runs.get(name) ?? []), measured]);
    }
  }
  const reference = medianOf(runs.get(curl.name) ?? []);
  for (const { name } of contenders) {
    const median = medianOf(runs.get(name) ?? []);
    console.log(`  ${name.padEnd(28)}${describeRun(median, reference)}`);
  }
}

/** By GNU time, which knows what a process and its children took. */
async function measure(
  commandFor: (path: string) => readonly string[],
): Promise<Measured | undefined> {
  const path = join(folder, 'file');
  const report = join(folder, 'report');
  const command = commandFor(path);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certFile };
  const args = ['-f', '%e %U %S %M', '-o', report, ...command];
  const child = spawn('time', args, { env, stdio: 'ignore' });
  const [code] = (await once(child, 'close')) as unknown[];
  const size = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  await rm(path, { force: true });
  if (code !== 0 || size === 0) return undefined;
  const line = (await readFile(report, 'utf8')).trim().split('\n').at(-1) ?? '';
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = line.split(' ').map(Number);
  return { seconds, cpuSeconds: user + system, megabytes: kilobytes / 1024 };
}

async function startServer(size: number) {
  const program = join(folder, 'server', 'download-server.mjs');
  const child = spawn(process.execPath, [program, String(size), join(root, '../helpers/tls')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(child.stdout), 'line')) as string[];
  return { url: `https://127.0.0.1:${port ?? ''}/file.bin`, stop: () => child.kill() };
}

function bundle(name: string, variant: string): void {
  const cli = resolve('node_modules/rolldown/bin/cli.mjs');
  const options = ['--dir', join(folder, variant), '--format', 'esm', '--platform', 'node'];
  const args = [cli, join(root, `${name}.ts`), ...options, '--entry-file-names', '[name].mjs'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** What the tool does not offer, for comparison only. */
async function takeSha256Out(variant: string): Promise<void> {
  for (const name of await readdir(join(folder, variant))) {
    const file = join(folder, variant, name);
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replace('sha256.update(chunk);', ''));
  }
}
