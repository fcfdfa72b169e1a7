import { getEventListeners } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAdaptiveSchedule } from '../../src/waiter/adaptive-schedule.ts';
import { createLimiter, type TakeOptions, type Permit } from '../../src/waiter/limiter.ts';
import type { WaitResult } from '../../src/waiter/wait-options.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { createRandom } from '../bench/polling-simulation.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

interface Load {
  readonly tasks: number;
  readonly concurrency: number;
  readonly perSecond: number;
  readonly longestMs: number;
  /** Whether preferred times count. Default: yes. */
  readonly firstComeFirstServed?: boolean;
  readonly timeoutMs?: number;
  readonly stallTimeoutMs?: number;
}

/** Waits for many tasks at once over one limiter, and records what the service sees. */
async function waitForMany(load: Load) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const random = createRandom(1);
  const controller = new AbortController();
  const limiter = createLimiter({ ...load, clock });
  const begunAt: number[] = [];
  let inFlight = 0;
  let mostInFlight = 0;

  async function take(options: TakeOptions): Promise<Permit> {
    const askedAt = clock.now();
    const preferredAt = load.firstComeFirstServed ? askedAt : options.preferredAt;
    const permit = await limiter.take({ ...options, preferredAt });
    return permit;
  }
  function startWait(endMs: number): Promise<WaitResult<number>> {
    return waitFor<number>({
      async poll(signal) {
        const at = clock.now() - startedAt;
        begunAt.push(at);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        await clock.sleep(50, { signal }).finally(() => inFlight--);
        return at;
      },
      accept: (at) => ({
        state: at < endMs ? 'running' : 'succeeded',
        progress: Math.min(100, Math.floor((100 * at) / endMs)),
      }),
      schedule: createAdaptiveSchedule({ maxIntervalMs: 30_000, random }),
      timeoutMs: load.timeoutMs,
      stallTimeoutMs: load.stallTimeoutMs,
      limiter: { take },
      clock,
      signal: controller.signal,
    });
  }
  const ends = Array.from({ length: load.tasks }, () => random() * load.longestMs);
  const results = await Promise.all(ends.map(startWait));
  return {
    ends,
    results,
    begunAt,
    mostInFlight: () => mostInFlight,
    meanLatenessMs:
      results.reduce((sum, { response = 0 }, index) => sum + response - (ends[index] ?? 0), 0) /
      load.tasks,
    sleeping: clock.sleeping,
    listeners: getEventListeners(controller.signal, 'abort').length,
  };
}

describe('ten thousand waits over one limiter', () => {
  const load = {
    tasks: 10_000,
    concurrency: 8,
    perSecond: 100,
    longestMs: 300_000,
  };
  let seen: Awaited<ReturnType<typeof waitForMany>>;
  beforeAll(async () => {
    seen = await waitForMany(load);
  });

  it('all end correctly', () => {
    const wrong = seen.results.filter(
      ({ outcome, response = 0 }, index) =>
        outcome !== 'succeeded' || response < (seen.ends[index] ?? 0),
    );
    expect(wrong).toEqual([]);
  });

  it('stay within the rate and the number in flight', () => {
    const tooSoon = seen.begunAt.filter(
      (at, index) =>
        index >= load.perSecond && at - (seen.begunAt[index - load.perSecond] ?? 0) < 999.99,
    );
    expect(tooSoon).toEqual([]);
    expect(seen.mostInFlight()).toBeLessThanOrEqual(load.concurrency);
  });

  it('leave nothing behind', () => {
    expect(seen).toMatchObject({ sleeping: 0, listeners: 0 });
  });
});

describe('more tasks than the rate allows', () => {
  const load = { tasks: 600, concurrency: 5, perSecond: 10, longestMs: 1_200_000 };

  it('polls those first that are about to end', async () => {
    const wished = await waitForMany(load);
    const queued = await waitForMany({ ...load, firstComeFirstServed: true });
    expect(wished.meanLatenessMs).toBeLessThan(0.6 * queued.meanLatenessMs);
    expect(wished.begunAt.length).toBeLessThan(1.05 * queued.begunAt.length);
  });

  it('uses every permit while tasks are waiting', async () => {
    const { begunAt } = await waitForMany({ ...load, longestMs: 120_000 });
    const gaps = begunAt.slice(1).map((at, index) => at - (begunAt[index] ?? 0));
    // While more than ten polls a second are due: until nearly all have ended.
    const crowded = gaps.slice(0, Math.floor(0.9 * gaps.length));
    expect(Math.max(...crowded)).toBeLessThanOrEqual(101);
  });

  it('do not stall because they were not polled', async () => {
    const { results } = await waitForMany({ ...load, tasks: 2000, stallTimeoutMs: 100_000 });
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['succeeded']));
  });

  it('still meet a common deadline', async () => {
    const { results } = await waitForMany({ ...load, timeoutMs: 600_000 });
    const outcomes = new Set(results.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['succeeded', 'timed-out']));
    expect(Math.max(...results.map(({ elapsedMs }) => elapsedMs))).toBeLessThanOrEqual(605_000);
  });
});
