import { expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { cleanEnvironment, makeFolder, startProgram } from '../helpers/built-program.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

it('sets a flag for the heap of many tasks that this Node.js knows: V8 would say on stderr that it does not', async () => {
  const count = 500;
  const scenario = parseScenario({ tasks: [{ from: 1, to: count, durationMs: 0 }] }, 'the test');
  const sandbox = await startSandbox({ clock: createScaledClock(1), scenario });
  try {
    const folder = await makeFolder();
    const stdin = Array.from({ length: count }, (_, index) => String(index + 1)).join('\n');
    const { ended } = startProgram(
      ['wait', '-', '--quiet', '--rate', '10000', '--concurrency', '50'],
      { cwd: folder, env: { ...cleanEnvironment(folder), ...sandbox.env }, stdin },
    );
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  } finally {
    await sandbox.close();
  }
});
