import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { call } from './api-client.ts';

/** In a file of its own: no other test's sockets are about. */
describe('a sandbox that is closed', () => {
  it('ends at once, in the middle of everything, and leaves no socket and no timer', async () => {
    const before = activeResources();
    const faults = [
      { on: 'GetExportTask', times: 1, hang: true },
      { on: 'GetExportTask', after: 1, times: 1, delayMs: 3_600_000 },
      { on: 'GetExportTask', after: 2, times: 1, answer: { bodyBytes: 1000 }, bytesPerSecond: 1 },
    ];
    const scenario = parseScenario({ faults }, 'the test');
    const sandbox = await startSandbox({ clock: createScaledClock(1), scenario });
    const calls = [1, 2, 3].map(() => call(sandbox));
    const idle = connect(Number(new URL(sandbox.endpoint).port), '127.0.0.1');
    const idleEnd = new Promise((done) => idle.on('close', done));
    while (sandbox.requests.at(2)?.status === undefined) await new Promise(setImmediate);
    await sandbox.close();
    for (const outcome of await Promise.allSettled(calls)) expect(outcome.status).toBe('rejected');
    await idleEnd;
    // The test runner has timers of its own that come and go; one of ours would stay.
    await expect.poll(() => activeResources().length).toBeLessThanOrEqual(before.length);
  });
});

function activeResources(): string[] {
  const ours = ['Timeout', 'TCPSocketWrap', 'TCPServerWrap'];
  return process.getActiveResourcesInfo().filter((name) => ours.includes(name));
}
