import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LibraryContext } from '../../src/library/task-options.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

/** A sandbox until the end of the test, and a world that points at it and runs by its clock. */
export async function startService(
  scenario: object = {},
  { factor = 100 }: { factor?: number } = {},
): Promise<{ readonly sandbox: Sandbox; readonly system: LibraryContext }> {
  const clock = createScaledClock(factor);
  const sandbox = await startSandbox({ clock, scenario: parseScenario(scenario, 'the test') });
  onTestFinished(() => sandbox.close());
  const nowhere = `${tmpdir()}/there-is-no-such-folder`;
  return {
    sandbox,
    system: {
      env: sandbox.env,
      directories: { home: nowhere },
      cwd: nowhere,
      clock,
      random: Math.random,
    },
  };
}

/** An empty folder until the end of the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'siem-export-library-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
