import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/waiter/limiter.ts';
import { createFixedSchedule } from '../../src/waiter/schedule.ts';
import type { Verdict, WaitOptions } from '../../src/waiter/wait-options.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

/** What the service says at a time since the wait began, or an error that it fails with. */
type Service = (elapsedMs: number, poll: number) => Verdict | Error | 'hangs';

const running: Verdict = { state: 'running', status: 'exporting' };
const succeeded: Verdict = { state: 'succeeded', status: 'success' };

interface Answer {
  readonly at: number;
  readonly verdict: Verdict;
}

function setUp(service: Service, changes: Partial<WaitOptions<Answer>> = {}, latencyMs = 100) {
  const clock = createVirtualClock();
  const controller = new AbortController();
  const startedAt = clock.now();
  const polledAt: number[] = [];
  const options: WaitOptions<Answer> = {
    async poll(signal) {
      const at = clock.now() - startedAt;
      polledAt.push(at);
      const verdict = service(at, polledAt.length);
      await clock.sleep(verdict === 'hangs' ? 1e9 : latencyMs, { signal });
      if (verdict === 'hangs') throw new Error('a test slept for eleven days');
      if (verdict instanceof Error) throw verdict;
      return { at, verdict };
    },
    accept: ({ verdict }) => verdict,
    schedule: createFixedSchedule(5000),
    clock,
    signal: controller.signal,
    ...changes,
  };
  return { clock, controller, options, polledAt, wait: () => waitFor(options) };
}

/** Running until a time, then succeeded. */
function endsAt(endMs: number): Service {
  return (elapsedMs) => (elapsedMs >= endMs ? succeeded : running);
}

describe('the end of a task', () => {
  it('is seen by the first poll after it', async () => {
    const { wait, polledAt } = setUp(endsAt(12_000));
    await expect(wait()).resolves.toEqual({
      outcome: 'succeeded',
      answer: { at: 15_300, verdict: succeeded },
      polls: 4,
      elapsedMs: 15_400,
    });
    expect(polledAt).toEqual([0, 5100, 10_200, 15_300]);
  });

  it('is failed when the acceptor says so', async () => {
    const { wait } = setUp(() => ({ state: 'failed', status: 'fail' }));
    await expect(wait()).resolves.toMatchObject({ outcome: 'failed', polls: 1 });
  });

  it('is never told by the progress', async () => {
    const { wait } = setUp((_at, poll) =>
      poll < 5 ? { ...running, progress: 100 } : { ...succeeded, progress: 66 },
    );
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 5 });
  });

  it('is not made of an unknown state, unless that was asked for', async () => {
    const service: Service = (_at, poll) =>
      poll < 3 ? { state: 'unknown', status: 'odd' } : succeeded;
    await expect(setUp(service).wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 3 });
    const strict = setUp(service, { onUnknown: 'fail' });
    await expect(strict.wait()).resolves.toMatchObject({ outcome: 'failed', polls: 1 });
  });

  it('is an error when a poll fails, with what was known before', async () => {
    const reason = new Error('503');
    const { wait } = setUp((_at, poll) => (poll === 3 ? reason : running));
    const result = await wait();
    expect(result).toMatchObject({ outcome: 'error', reason, polls: 3, answer: { at: 5100 } });
  });

  it('tells each answer with its number and the estimate of the schedule', async () => {
    const told: unknown[] = [];
    const { wait } = setUp(endsAt(4000), {
      schedule: { plan: ({ answeredAt }) => ({ delayMs: 5000, estimatedEndAt: answeredAt + 7 }) },
      onAnswer: ({ at }, { poll, estimatedEndAt = 0 }) =>
        told.push([at, poll, estimatedEndAt % 1000]),
    });
    await wait();
    expect(told).toEqual([
      [0, 1, 107],
      [5100, 2, 207],
    ]);
  });

  it('lets the server say when to ask again, from half a second up to a minute', async () => {
    const delays = [12_000, 1e9, 0];
    const { wait, polledAt } = setUp((_at, poll) =>
      poll === 4 ? succeeded : { ...running, afterMs: delays[poll - 1] },
    );
    await wait();
    expect(polledAt).toEqual([0, 12_100, 72_200, 72_800]);
  });
});

describe('a success that is not settled', () => {
  const unsettled: Verdict = { ...succeeded, settled: false };

  it('is polled three times more, then taken as it is', async () => {
    const { wait, polledAt } = setUp(() => unsettled);
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 4 });
    expect(polledAt).toEqual([0, 1100, 2200, 3300]);
  });

  it('ends as soon as it is settled', async () => {
    const { wait } = setUp((_at, poll) => (poll === 2 ? succeeded : unsettled));
    await expect(wait()).resolves.toMatchObject({ polls: 2, answer: { verdict: succeeded } });
  });

  it.each<[string, Verdict | Error | 'hangs']>([
    ['fails', new Error('503')],
    ['hangs', 'hangs'],
  ])('stays a success when the poll after it %s', async (_what, next) => {
    const { wait } = setUp((_at, poll) => (poll === 1 ? unsettled : next), { timeoutMs: 10_000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', answer: { at: 0 } });
  });

  it('is not polled past the deadline', async () => {
    const { wait } = setUp(() => unsettled, { timeoutMs: 0 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 1 });
  });
});

describe('the deadline', () => {
  it('cuts a sleep and is met by one last poll', async () => {
    const { wait, polledAt } = setUp(() => running, { timeoutMs: 12_000 });
    await expect(wait()).resolves.toMatchObject({
      outcome: 'timed-out',
      answer: { at: 12_000 },
      elapsedMs: 12_100,
    });
    expect(polledAt).toEqual([0, 5100, 10_200, 12_000]);
  });

  it('is not missed by a task that ends just before it', async () => {
    const { wait } = setUp(endsAt(11_999), { timeoutMs: 12_000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 12_100 });
  });

  it('cuts a request that hangs, and asks once more', async () => {
    const { wait, polledAt } = setUp(
      (at) => (at > 4000 && at < 12_000 ? 'hangs' : endsAt(9000)(at, 0)),
      {
        timeoutMs: 12_000,
      },
    );
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 12_100 });
    expect(polledAt).toEqual([0, 5100, 12_000]);
  });

  it('is outlived by the grace of the last poll, and no more, when every request hangs', async () => {
    const { wait, polledAt } = setUp((_at, poll) => (poll === 1 ? running : 'hangs'), {
      timeoutMs: 12_000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out', elapsedMs: 13_000 });
    expect(polledAt).toEqual([0, 5100, 12_000]);
  });

  it('gives a slow service twice its slowest answer for the last poll', async () => {
    const slow = setUp(() => running, { timeoutMs: 12_000 }, 2000);
    await expect(slow.wait()).resolves.toMatchObject({ answer: { at: 12_000 }, elapsedMs: 14_000 });
    const hanging = setUp(
      (_at, poll) => (poll < 3 ? running : 'hangs'),
      { timeoutMs: 12_000 },
      2000,
    );
    await expect(hanging.wait()).resolves.toMatchObject({ elapsedMs: 16_000 });
  });

  it('takes a poll that is in flight, and has just begun, for the last one', async () => {
    const { wait, polledAt } = setUp(endsAt(5000), { timeoutMs: 5200 }, 400);
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', elapsedMs: 5600 });
    expect(polledAt).toEqual([0, 5200]);
    const inFlight = setUp(() => running, { timeoutMs: 5600 }, 400);
    await expect(inFlight.wait()).resolves.toMatchObject({ outcome: 'timed-out', elapsedMs: 5800 });
    expect(inFlight.polledAt).toEqual([0, 5400]);
  });

  it('cuts the retries of a service that is down, and says that the time is over', async () => {
    const { wait } = setUp((at) => (at > 1000 ? 'hangs' : running), { timeoutMs: 8000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out', answer: { at: 0 } });
  });

  it('asks once with a timeout of 0', async () => {
    const { wait } = setUp(() => running, { timeoutMs: 0 }, 8000);
    await expect(wait()).resolves.toMatchObject({
      outcome: 'timed-out',
      polls: 1,
      answer: { at: 0 },
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

  it('that passed while the machine slept is met by one last poll', async () => {
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

  it('is none at all when there is no timeout', async () => {
    const { wait } = setUp(endsAt(3 * 86_400_000), { schedule: createFixedSchedule(3_600_000) });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded' });
  });

  it('has to be a number', async () => {
    const { wait, polledAt } = setUp(() => running, { timeoutMs: Number.NaN });
    await expect(wait()).rejects.toThrow(RangeError);
    expect(polledAt).toEqual([]);
  });
});

describe('a stall', () => {
  it('is a time without a change of status or progress, looked at once more at its end', async () => {
    const { wait, polledAt } = setUp((at) => ({ ...running, progress: at < 6000 ? 10 : 20 }), {
      stallTimeoutMs: 12_000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'stalled', elapsedMs: 22_400 });
    // The change was seen at 10 300.
    expect(polledAt).toEqual([0, 5100, 10_200, 15_300, 20_400, 22_300]);
  });

  it('is counted anew from each change, of the status as well, up or down', async () => {
    const changes: Verdict[] = [
      { state: 'running' },
      { state: 'running', status: 'init' },
      { state: 'running', status: 'exporting' },
      { state: 'running', status: 'exporting', progress: 5 },
      { state: 'running', status: 'exporting', progress: 3 },
      { state: 'running', status: 'exporting' },
    ];
    const { wait } = setUp((_at, poll) => changes[poll - 1] ?? succeeded, {
      stallTimeoutMs: 5500,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 7 });
  });

  it('is a request that hangs, too', async () => {
    const { wait } = setUp((_at, poll) => (poll === 1 ? running : 'hangs'), {
      stallTimeoutMs: 9000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'stalled', elapsedMs: 10_100 });
  });

  it('gives way to the deadline where that comes first', async () => {
    const { wait } = setUp(() => running, { stallTimeoutMs: 9000, timeoutMs: 9000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out' });
  });
});

describe('a gate that others stand before', () => {
  /** One request at a time, each of which takes a second. */
  function setUpMany(count: number, changes: Partial<WaitOptions<Answer>>) {
    const { clock, options, polledAt } = setUp(() => running, changes, 1000);
    const gate = createLimiter({ concurrency: 1, perSecond: 1000, clock });
    return {
      polledAt,
      gate,
      waits: () => Promise.all(Array.from({ length: count }, () => waitFor({ ...options, gate }))),
    };
  }

  it('does not keep anyone from being asked once, however long that takes', async () => {
    const { waits, polledAt } = setUpMany(60, { timeoutMs: 0 });
    const results = await waits();
    expect(results.map(({ outcome, polls }) => [outcome, polls])).toEqual(
      Array(60).fill(['timed-out', 1]),
    );
    expect(results.every(({ answer }) => answer !== undefined)).toBe(true);
    expect(polledAt.at(-1)).toBe(59_000);
  });

  it('lets nobody outlive the limit by more than the grace', async () => {
    const { waits, gate } = setUpMany(60, { timeoutMs: 10_000 });
    const results = await waits();
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['timed-out']));
    expect(Math.max(...results.map(({ elapsedMs }) => elapsedMs))).toBeLessThanOrEqual(12_000);
    // Whoever gave up has left the queue, and every turn was given back.
    const { signal } = new AbortController();
    await expect(gate.run(signal, () => Promise.resolve('free'))).resolves.toBe('free');
  });
});

describe('an abort', () => {
  const reason = new Error('stopped by SIGINT');

  it('before the wait sends nothing', async () => {
    const { controller, wait, polledAt } = setUp(() => running);
    controller.abort(reason);
    await expect(wait()).resolves.toEqual({
      outcome: 'interrupted',
      reason,
      answer: undefined,
      polls: 0,
      elapsedMs: 0,
    });
    expect(polledAt).toEqual([]);
  });

  it.each([
    ['in the first poll', 50, 1],
    ['in a sleep', 3000, 1],
    ['in a later poll', 5150, 2],
    ['in the last poll', 12_050, 4],
  ])('%s ends it at once and leaves nothing behind', async (_phase, atMs, polls) => {
    const { clock, controller, wait } = setUp(() => running, {
      timeoutMs: 12_000,
      stallTimeoutMs: 60_000,
    });
    const waiting = wait();
    await clock.sleep(atMs);
    controller.abort(reason);
    await expect(waiting).resolves.toMatchObject({
      outcome: 'interrupted',
      reason,
      polls,
      elapsedMs: atMs,
    });
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('is not taken for an error of the poll that it ended', async () => {
    const { clock, controller, options } = setUp(() => running);
    const poll = (signal: AbortSignal): Promise<never> =>
      clock
        .sleep(1e6, { signal })
        .catch(() => undefined)
        .then(() => {
          throw new Error('socket closed');
        });
    const waiting = waitFor({ ...options, poll });
    await clock.sleep(10);
    controller.abort(reason);
    await expect(waiting).resolves.toMatchObject({ outcome: 'interrupted', reason });
  });
});

describe('whatever ends a wait', () => {
  it.each<[string, Service, Partial<WaitOptions<Answer>>]>([
    ['succeeded', endsAt(9000), {}],
    ['failed', () => ({ state: 'failed' }), {}],
    ['timed-out', () => running, { timeoutMs: 9000 }],
    ['timed-out', () => 'hangs', { timeoutMs: 9000 }],
    ['stalled', () => running, { stallTimeoutMs: 9000 }],
    ['error', () => new Error('503'), { timeoutMs: 9000 }],
  ])('nothing is left of it: %s', async (outcome, service, changes) => {
    const { clock, controller, wait } = setUp(service, changes);
    await expect(wait()).resolves.toMatchObject({ outcome });
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('a bug in the acceptor comes out as it is, and leaves nothing behind either', async () => {
    const bug = new TypeError('undefined is not a function');
    const { clock, controller, wait } = setUp(() => running, {
      timeoutMs: 9000,
      accept() {
        throw bug;
      },
    });
    await expect(wait()).rejects.toBe(bug);
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });
});
