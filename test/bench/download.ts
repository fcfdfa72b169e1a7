/* eslint-disable no-console -- a benchmark prints */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describeRuns, type Goals, type Measured } from './measured.ts';

/**
 * Downloads beside curl and others, over TLS on loopback, from a server in a process of its own:
 * `npm run bench:download [MiB] [rounds]`, by default 1024 and 3. Prints the medians of the ratios to the
 * curl of the same round.
 */
const [mebibytes = '1024', rounds = '3'] = process.argv.slice(2);
const sizeBytes = Number(mebibytes) * 2 ** 20;
// This file runs as a bundle from elsewhere: the sources are where npm runs it, and the programs that it
// starts are beside it.
const tlsFolder = resolve('test/helpers/tls');
const certFile = join(tlsFolder, 'cert.pem');
const programs = join(import.meta.dirname, '..');
const folder = await mkdtemp(join(tmpdir(), 'siem-export-download-'));

interface Contender {
  readonly name: string;
  readonly command: (url: string, path: string) => readonly string[];
  readonly goals?: Goals;
}

const megabytes = 120;

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
  const both = join(programs, 'download-client');
  const crc64 = join(folder, 'crc64');
  await cp(both, crc64, { recursive: true });
  await takeSha256Out(crc64);
  const server = await startServer(sizeBytes);
  const small = await startServer(Math.min(sizeBytes, 400 * 2 ** 20));
  try {
    await race(`${mebibytes} MiB over TLS on loopback`, server, [
      ...tools(),
      client('siem-export, CRC-64 alone', crc64, '1'),
      client('siem-export', both, '1', 1.3),
      client('siem-export, auto', both, 'auto'),
      piped('siem-export -o - | cat', both),
    ]);
    await race('110 MB/s', limitedTo(server, 110e6), [curl, client('siem-export', both, '1', 1)]);
    await race('20 MB/s a connection', limitedTo(small, 20e6), [
      curl,
      client('siem-export', both, '1'),
      client('siem-export, 4', both, '4', 0.35),
      client('siem-export, auto', both, 'auto'),
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

function client(
  name: string,
  programFolder: string,
  connections: string,
  time?: number,
): Contender {
  const program = join(programFolder, 'download-client.mjs');
  const command = (url: string, path: string) => [
    process.execPath,
    program,
    url,
    path,
    connections,
  ];
  return { name, command, goals: { ...(time === undefined ? {} : { time }), megabytes } };
}

function piped(name: string, programFolder: string): Contender {
  const program = join(programFolder, 'download-client.mjs');
  const script = '"$0" "$1" "$2" - | cat >"$3"';
  const command = (url: string, path: string) => [
    ...['sh', '-c', script, process.execPath, program, url, path],
  ];
  return { name, command, goals: { megabytes } };
}

/** Takes turns, so that what else the machine does meets all of them. */
async function race(title: string, store: Store, contenders: readonly Contender[]): Promise<void> {
  console.log(`\n${title}`);
  const runs = new Map(contenders.map(({ name }) => [name, new Array<Measured | undefined>()]));
  for (let round = 0; round < Number(rounds); round++) {
    for (const { name, command } of contenders) {
      await warmUp(store.sizeBytes);
      runs.get(name)?.push(await measure((path) => command(store.url, path), store.sizeBytes));
    }
  }
  const goalsOf = new Map(contenders.map(({ name, goals }) => [name, goals]));
  const references = runs.get(curl.name) ?? [];
  for (const [name, all] of runs) {
    console.log(`  ${name.padEnd(28)}${describeRuns(all, references, goalsOf.get(name))}`);
  }
}

/**
 * Has the memory in use that the file will take in the cache: a virtual machine may have given it back
 * to its host, and to get it again takes longer than all the rest.
 */
async function warmUp(bytes: number): Promise<void> {
  const path = join(folder, 'warm-up');
  const block = Buffer.alloc(2 ** 20);
  const file = await open(path, 'w');
  for (let at = 0; at < bytes; at += block.length) await file.write(block);
  await file.close();
  await rm(path);
}

/** By GNU time, which knows what a process and its children took. */
async function measure(
  commandFor: (path: string) => readonly string[],
  sizeBytes: number,
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
  if (code !== 0 || size !== sizeBytes) return undefined;
  const line = (await readFile(report, 'utf8')).trim().split('\n').at(-1) ?? '';
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = line.split(' ').map(Number);
  return { seconds, cpuSeconds: user + system, megabytes: kilobytes / 1024 };
}

interface Store {
  readonly url: string;
  readonly sizeBytes: number;
}

function limitedTo({ url, sizeBytes }: Store, bytesPerSecond: number): Store {
  return { url: `${url}?rate=${bytesPerSecond}`, sizeBytes };
}

async function startServer(sizeBytes: number) {
  const program = join(programs, 'download-server', 'download-server.mjs');
  const child = spawn(process.execPath, [program, String(sizeBytes), tlsFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(child.stdout), 'line')) as string[];
  const url = `https://127.0.0.1:${port ?? ''}/file.bin`;
  return { url, sizeBytes, stop: () => child.kill() };
}

/** What the tool does not offer, for comparison only. */
async function takeSha256Out(programFolder: string): Promise<void> {
  for (const name of await readdir(programFolder)) {
    const file = join(programFolder, name);
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replace('sha256.update(chunk);', ''));
  }
}
