import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runTasks, type Work } from '../../src/commands/session/run-tasks.ts';
import { createTestContext, withSandbox } from '../helpers/run-cli.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';

const output = { progress: true, color: true };
const limits = { concurrency: 5, rate: 10 };

it('aborts the work on all other tasks, and waits for its end, when something unexpected is thrown', async () => {
  await withSandbox(undefined, async ({ sandbox, folder: cwd, config }) => {
    const stderr = new MemoryStream();
    const streams = { stdout: new MemoryStream(), stderr };
    const context = createTestContext({ env: sandbox.env, cwd, config }, streams);
    let isOver = false;
    const work: Work = async ({ request, signal }) => {
      if (request.exportId === '1') throw new TypeError('what nobody expected');
      await new Promise((done) => {
        signal.addEventListener('abort', done);
      });
      await setImmediate();
      isOver = true;
      return {
        ...{ outcome: 'interrupted', exit: 'pending', region: 'cn-hangzhou' },
        ...{ exportId: '2', polls: 0, elapsedMs: 0 },
      };
    };
    const running = runTasks(
      {
        ...{ request: {}, output, ...limits, stdout: 'none' },
        ...{ tasks: [{ exportId: '1' }, { exportId: '2' }], resume: () => undefined },
      },
      context,
      work,
    );
    await expect(running).rejects.toThrow('what nobody expected');
    expect(isOver).toBe(true);
  });
});
