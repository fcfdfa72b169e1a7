import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { recordFiles, recordRun } from './leaks/record.ts';
import { validateOutput } from './output-schema.ts';

/** The command line that starts the built program. */
export const program = [
  process.execPath,
  resolve(import.meta.dirname, '../../bin/siem-export.js'),
] as const;

/** This process's environment, without what belongs to its user. */
export function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const { PATH, NODE_EXTRA_CA_CERTS } = process.env;
  const terminal = { TERM: 'xterm-256color', LANG: 'C.UTF-8' };
  // Compiled code is not part of what is looked at in a home.
  return { PATH, NODE_EXTRA_CA_CERTS, HOME: home, XDG_CACHE_HOME: tmpdir(), ...terminal };
}

/** An empty folder until the end of the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-e2e-'));
  onTestFinished(async () => {
    recordFiles(folder);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Ended {
  /** 128 + n where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when stderr has the text. */
  readonly sawOnStderr: (text: string) => Promise<void>;
}

/**
 * Starts the built program with pipes; what still runs at the end of the test is killed. JSON that it
 * prints must be as the schemas have it.
 */
export function startProgram(
  args: readonly string[],
  { cwd, env, stdin }: { cwd: string; env: NodeJS.ProcessEnv; stdin?: string },
): Running {
  const [file, ...before] = program;
  const child = spawn(file, [...before, ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined).end(stdin);
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const watch of watchers) watch();
  });
  const ended = new Promise<Ended>((done, fail) => {
    child.once('close', (code, signal) => {
      recordRun({ argv: args, env, stdout, stderr });
      try {
        validateOutput(args, stdout);
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
      done({ code, signal, stdout, stderr });
    });
  });
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL');
  });
  return {
    child,
    ended,
    sawOnStderr: (text) =>
      new Promise((done, fail) => {
        const watch = (): void => {
          if (stderr.includes(text)) done();
        };
        watchers.add(watch);
        watch();
        void ended.then(() => {
          fail(new Error(`ended without "${text}" on stderr:\n${stderr}`));
        });
      }),
  };
}
