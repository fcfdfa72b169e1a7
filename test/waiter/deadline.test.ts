import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/waiter/limiter.ts';
import { createFixedSchedule } from '../../src/waiter/schedule.ts';
import type { PollOptions } from '../../src/waiter/wait-options.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { endsAt, running, setUp, succeeded, type PollResponse } from './virtual-wait.ts';

describe('the deadline', () => {
  it('ends a sleep, and one last poll follows', async () => {
    const { wait, polledAt } = setUp(() => running, { timeoutMs: 12_000 });
    await expect(wait()).resolves.toMatchObject({
      outcome: 'timed-out',
      response: { at: 12_000 },
      elapsedMs: 12_100,
    });
    expect(polledAt).toEqual([0, 5100, 10_200, 12_000]);
  });

  it('comes too late for a task that ends just before it', async () => {
    const { wait } = setUp(endsAt(11_999), { timeoutMs: 12_000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 12_100 });
  });

  it('ends a request that hangs, and one more poll follows', async () => {
    const { wait, polledAt } = setUp(
      (at) => (at > 4000 && at < 12_000 ? 'hangs' : endsAt(9000)(at, 0)),
      {
        timeoutMs: 12_000,
      },
    );
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 12_100 });
    expect(polledAt).toEqual([0, 5100, 12_000]);
  });

  it('is exceeded by the grace of the last poll, and no more, when every request hangs', async () => {
    const { wait, polledAt } = setUp((_at, poll) => (poll === 1 ? running : 'hangs'), {
      timeoutMs: 12_000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out', elapsedMs: 13_000 });
    expect(polledAt).toEqual([0, 5100, 12_000]);
  });

  it('gives a slow service twice its slowest response for the last poll', async () => {
    const slow = setUp(() => running, { timeoutMs: 12_000 }, 2000);
    await expect(slow.wait()).resolves.toMatchObject({
      response: { at: 12_000 },
      elapsedMs: 14_000,
    });
    const hanging = setUp(
      (_at, poll) => (poll < 3 ? running : 'hangs'),
      { timeoutMs: 12_000 },
      2000,
    );
    await expect(hanging.wait()).resolves.toMatchObject({ elapsedMs: 16_000 });
  });

  it('counts a poll that has just begun as the last one', async () => {
    const { wait, polledAt } = setUp(endsAt(5000), { timeoutMs: 5200 }, 400);
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 5600 });
    expect(polledAt).toEqual([0, 5200]);
    const inFlight = setUp(() => running, { timeoutMs: 5600 }, 400);
    await expect(inFlight.wait()).resolves.toMatchObject({ outcome: 'timed-out', elapsedMs: 5800 });
    expect(inFlight.polledAt).toEqual([0, 5400]);
  });

  it('ends the retries of a service that is down, as a timeout', async () => {
    const { wait } = setUp((at) => (at > 1000 ? 'hangs' : running), { timeoutMs: 8000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out', response: { at: 0 } });
  });

  it('is met by a single poll with a timeout of 0', async () => {
    const { wait } = setUp(() => running, { timeoutMs: 0 }, 8000);
    await expect(wait()).resolves.toMatchObject({
      outcome: 'timed-out',
      polls: 1,
      response: { at: 0 },
      elapsedMs: 8000,
    });
    await expect(setUp(() => succeeded, { timeoutMs: 0 }).wait()).resolves.toMatchObject({
      outcome: 'succeeded',
    });
    await expect(setUp(() => 'hangs', { timeoutMs: 0 }).wait()).resolves.toMatchObject({
      outcome: 'timed-out',
      polls: 1,
      elapsedMs: 30_000,
    });
  });

  it('that passed while the machine slept is followed by one last poll', async () => {
    const { clock, wait, polledAt } = setUp(endsAt(3_000_000), {
      timeoutMs: 3_600_000,
      schedule: createFixedSchedule(30_000),
    });
    const waiting = wait();
    await clock.sleep(10_000);
    clock.jump(7_200_000);
    await expect(waiting).resolves.toMatchObject({ outcome: 'succeeded', polls: 2 });
    expect(polledAt.at(-1)).toBeGreaterThan(7_200_000);
  });

  it('does not exist without a timeout', async () => {
    const { wait } = setUp(endsAt(3 * 86_400_000), { schedule: createFixedSchedule(3_600_000) });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded' });
  });

  it('must be a number', async () => {
    const { wait, polledAt } = setUp(() => running, { timeoutMs: Number.NaN });
    await expect(wait()).rejects.toThrow(RangeError);
    expect(polledAt).toEqual([]);
  });
});

describe('a limiter with a queue', () => {
  /** One request at a time, each of which takes a second. */
  function setUpMany(count: number, changes: Partial<PollOptions<PollResponse>>) {
    const { clock, options, polledAt } = setUp(() => running, changes, 1000);
    const limiter = createLimiter({ concurrency: 1, perSecond: 1000, clock });
    return {
      polledAt,
      limiter,
      waits: () =>
        Promise.all(Array.from({ length: count }, () => waitFor({ ...options, limiter }))),
    };
  }

  it('lets every task be polled once, however long that takes', async () => {
    const { waits, polledAt } = setUpMany(60, { timeoutMs: 0 });
    const results = await waits();
    expect(results.map(({ outcome, polls }) => [outcome, polls])).toEqual(
      Array(60).fill(['timed-out', 1]),
    );
    expect(results.every(({ response }) => response !== undefined)).toBe(true);
    expect(polledAt.at(-1)).toBe(59_000);
  });

  it('lets no wait exceed its limit by more than the grace', async () => {
    const { waits, limiter } = setUpMany(60, { timeoutMs: 10_000 });
    const results = await waits();
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['timed-out']));
    expect(Math.max(...results.map(({ elapsedMs }) => elapsedMs))).toBeLessThanOrEqual(12_000);
    // Those that gave up have left the queue, and every permit was released.
    const { signal } = new AbortController();
    await expect(limiter.run(signal, () => Promise.resolve('free'))).resolves.toBe('free');
  });
});
