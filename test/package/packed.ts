import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const root = resolve(import.meta.dirname, '../..');

const runFile = promisify(execFile);

export interface Packed {
  readonly tarball: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly unpackedSize: number;
  /** A folder in which the package, and nothing else, is installed. */
  readonly project: string;
  /** Holds all of it. */
  readonly folder: string;
}

/** What `npm publish` would send, installed as its users do it, without a network. */
export async function packAndInstall(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-package-'));
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{"private":true,"type":"module"}');
  // The build has run: `npm test` does it before the tests.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await npm(args, root);
  const [packed] = JSON.parse(stdout) as (Omit<Packed, 'tarball'> & { filename: string })[];
  if (packed === undefined) throw new Error('npm packed nothing');
  const tarball = join(folder, packed.filename);
  await npm(['install', '--offline', '--omit=dev', '--no-audit', '--no-fund', tarball], project);
  const { files, unpackedSize } = packed;
  return { tarball, files, unpackedSize, project, folder };
}

function npm(args: readonly string[], cwd: string) {
  // Of the npm that runs the tests, only what it needs to work.
  const { PATH, HOME, SystemRoot } = process.env;
  const isWindows = process.platform === 'win32';
  const env = { PATH, HOME, SystemRoot };
  return runFile(isWindows ? 'npm.cmd' : 'npm', args, { cwd, env, shell: isWindows });
}

/** Runs a program of this project's own tools, and returns what it says; what fails is thrown with it. */
export async function runTool(name: string, args: readonly string[], cwd: string): Promise<string> {
  const script = join(root, 'node_modules', name);
  try {
    const { stdout, stderr } = await runFile(process.execPath, [script, ...args], { cwd });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${name} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}
