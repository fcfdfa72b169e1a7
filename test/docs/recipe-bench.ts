import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { recordLinks, recordRun } from '../helpers/leaks/record.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { recipes } from './recipe.ts';

/** 1 and 2 have ended well, 3 has failed, 4 never ends; all others are not found. */
export const tasks = [
  { from: 1, to: 2, durationMs: 0 },
  { id: 3, durationMs: 0, finalStatus: 'failed' },
  { id: 4, stallAtProgress: 62 },
];

export interface ShellRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RecipeBench {
  /** Where the scripts run; nothing is in it at first. */
  readonly folder: string;
  /** Runs a line of bash; every script of the page is on its PATH. */
  readonly run: (line: string, options?: RunOptions) => Promise<ShellRun>;
  /** The files of a folder below, sorted. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** How often CreateExportTask was called. */
  readonly creates: () => number;
  /** The mail that was sent: its arguments, one a line, and its text. */
  readonly mail: () => Promise<string | undefined>;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What it prints is a Link, as it should. */
  readonly showsLink?: boolean;
}

const run = promisify(execFile);

/** Whether a program that recipes need is here; `.ci/run` installs them. */
export async function isInstalled(name: string): Promise<boolean> {
  return await run('bash', ['-c', `command -v ${name}`]).then(
    () => true,
    () => false,
  );
}

/** A machine with the built program, a sandbox behind it, and a `mail` that keeps what it is given. */
export async function openRecipeBench(scenario: object = {}): Promise<RecipeBench> {
  const [folder, home] = [await makeFolder(), await makeFolder()];
  const sandbox = await startSandbox({
    clock: createScaledClock(1),
    scenario: parseScenario({ tasks, created: { durationMs: 0 }, ...scenario }, 'the test'),
  });
  onTestFinished(async () => {
    recordLinks(sandbox);
    await sandbox.close();
  });
  const programs = await installPrograms(home);
  const env = {
    ...cleanEnvironment(home),
    ...sandbox.env,
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    SIEM_EXPORT_CONFIG_DIR: join(home, 'settings'),
  };
  return {
    folder,
    run: (line, options = {}) =>
      runLine(line, { ...options, cwd: folder, env: { ...env, ...options.env } }),
    list: async (name) => (await readdir(join(folder, name))).sort(),
    creates: () =>
      sandbox.requests.filter(({ headers }) =>
        headers.some(([, value]) => value === 'CreateExportTask'),
      ).length,
    mail: () => readFile(join(home, 'mail.txt'), 'utf8').catch(() => undefined),
  };
}

/** The folder for PATH: the program, the fake mail, and each bash script of the page. */
async function installPrograms(home: string): Promise<string> {
  const folder = join(home, 'bin');
  await mkdir(folder);
  const scripts = recipes.filter(({ language }) => language === 'bash');
  const files = [
    ['siem-export', `#!/bin/sh\nexec ${program.map((word) => `'${word}'`).join(' ')} "$@"\n`],
    ['mail', '#!/bin/sh\n{ printf "%s\\n" "$@"; cat; } > "$HOME/mail.txt"\n'],
    ...scripts.map(({ name, text }) => [name, text] as const),
  ] as const;
  for (const [name, text] of files) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

function runLine(
  line: string,
  { cwd, env, stdin, showsLink = false }: RunOptions & { cwd: string; env: NodeJS.ProcessEnv },
): Promise<ShellRun> {
  const child = spawn('bash', ['-c', line], { cwd, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A script that reads no input may have ended before it is there.
  child.stdin.on('error', () => undefined).end(stdin ?? '');
  return new Promise((done) => {
    child.once('close', (code) => {
      recordRun({ argv: [line, ...(showsLink ? ['--show-link'] : [])], env, stdout, stderr });
      done({ code, stdout, stderr });
    });
  });
}
