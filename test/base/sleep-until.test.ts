import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/base/context.ts';
import { sleepUntil } from '../../src/base/sleep-until.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

const never = new AbortController().signal;

describe('sleepUntil', () => {
  it('sleeps until the moment, also when timers are early', async () => {
    const clock = createVirtualClock();
    const early: Clock = {
      now: () => clock.now(),
      sleep: (ms) => clock.sleep(Math.max(1, ms - 2)),
    };
    const wakeAt = clock.now() + 200_000;
    await sleepUntil(early, wakeAt, never);
    expect(clock.now()).toBe(wakeAt);
  });

  it('does not sleep when the moment has passed', async () => {
    const clock = createVirtualClock();
    const now = clock.now();
    await sleepUntil(clock, now - 1, never);
    expect(clock.now()).toBe(now);
  });

  it('notices within a minute that the machine has slept', async () => {
    const clock = createVirtualClock();
    const startedAt = clock.now();
    const sleeping = sleepUntil(clock, startedAt + 600_000, never);
    await clock.sleep(30_000);
    clock.jump(3_600_000);
    await sleeping;
    expect(clock.now() - startedAt).toBe(3_660_000);
  });

  it('sleeps no longer than planned when the clock is set back', async () => {
    const clock = createVirtualClock();
    const startedAt = clock.now();
    const sleeping = sleepUntil(clock, startedAt + 10_000, never);
    await clock.sleep(5000);
    clock.jump(-3_600_000);
    await sleeping;
    expect(clock.now() - startedAt + 3_600_000).toBeLessThanOrEqual(10_100);
  });

  it('ends with the reason of the signal, before or during the sleep', async () => {
    const clock = createVirtualClock();
    const reason = new Error('stop');
    const past = sleepUntil(clock, clock.now() - 1, AbortSignal.abort(reason));
    await expect(past).rejects.toBe(reason);
    const controller = new AbortController();
    const sleeping = sleepUntil(clock, clock.now() + 10_000, controller.signal);
    await Promise.resolve();
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
