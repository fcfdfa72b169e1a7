import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createScaledClock } from './scaled-clock.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { cleanEnvironment, makeFolder, startProgram } from './built-program.ts';

export interface ManyWaits {
  /** The exit code of each process; null: killed. */
  readonly codes: readonly (number | null)[];
  /** The ids whose entries are whole, and their outcomes. */
  readonly outcomes: ReadonlyMap<string, string>;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts the built program so many times at once, each waiting for a task of its own, with one journal for
 * all of them.
 * @param tasksMs how long the tasks run: long enough for all of the processes to be there at once
 * @param kills of how many of them the journal's file is awaited, and the process killed then
 */
export async function waitSideBySide(
  count: number,
  { tasksMs, kills = 0 }: { tasksMs: number; kills?: number },
): Promise<ManyWaits> {
  const home = await makeFolder();
  const scenario = parseScenario({ tasks: [{ from: 1, to: count, durationMs: tasksMs }] }, 'test');
  const sandbox = await startSandbox({ clock: createScaledClock(1), scenario });
  const config = join(home, 'config');
  const env = { ...cleanEnvironment(home), ...sandbox.env, SIEM_EXPORT_CONFIG_DIR: config };
  try {
    const running = Array.from({ length: count }, (_, index) =>
      startProgram(['wait', String(index + 1), '--interval', '1s'], { cwd: home, env }),
    );
    for (const { child, sawOnStderr } of running.slice(0, kills)) {
      await sawOnStderr('exporting');
      child.kill('SIGKILL');
    }
    const codes: (number | null)[] = [];
    for (const { ended } of running) codes.push((await ended).code);
    return { codes, outcomes: await readOutcomes(join(config, 'tasks')), home, env };
  } finally {
    await sandbox.close();
  }
}

async function readOutcomes(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const entries = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return JSON.parse(text) as { readonly exportId: string; readonly outcome: string };
    }),
  );
  return new Map(entries.map(({ exportId, outcome }) => [exportId, outcome]));
}
