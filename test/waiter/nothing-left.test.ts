import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/waiter/limiter.ts';
import { createFixedSchedule } from '../../src/waiter/schedule.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

/** On real timers: what the process itself says is left. */
describe('after a wait', () => {
  it.each([
    ['that succeeded', 3, undefined, 'succeeded'],
    ['that reached its deadline', Infinity, undefined, 'timed-out'],
    ['that was aborted in a poll', Infinity, 'poll', 'interrupted'],
    ['that was aborted in the queue', Infinity, 'queue', 'interrupted'],
    ['that was aborted in a sleep', Infinity, 'sleep', 'interrupted'],
  ] as const)('%s no timer and no listener is left', async (_what, lastPoll, abortIn, outcome) => {
    const before = countTimers();
    const clock = createScaledClock(1000);
    const controller = new AbortController();
    const limiter = createLimiter({ concurrency: 1, perSecond: 1, clock });
    const stop = (): void => {
      controller.abort(new Error('stop'));
    };
    let polls = 0;
    const waiting = waitFor({
      poll(signal) {
        polls += 1;
        if (polls === 2 && abortIn === 'poll') setImmediate(stop);
        return clock.sleep(polls === 2 && abortIn === 'poll' ? 1e9 : 10, { signal });
      },
      accept: () => ({ state: polls >= lastPoll ? 'succeeded' : 'running' }),
      schedule: createFixedSchedule(abortIn === 'sleep' ? 1e9 : 100),
      onResponse() {
        if (abortIn === 'sleep') setImmediate(stop);
        // The next poll has to queue, and is stopped there.
        if (abortIn === 'queue') limiter.slowDown(1e9);
      },
      timeoutMs: outcome === 'timed-out' ? 20_000 : 1e9,
      stallTimeoutMs: 2e9,
      limiter: {
        take(options) {
          if (polls === 1 && abortIn === 'queue') setImmediate(stop);
          return limiter.take(options);
        },
      },
      clock,
      signal: controller.signal,
    });
    await expect(waiting).resolves.toMatchObject({ outcome });
    // The test runner has timers of its own that come and go; one of ours would stay.
    await expect.poll(countTimers).toBeLessThanOrEqual(before);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
