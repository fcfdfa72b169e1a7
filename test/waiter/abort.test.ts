import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { PollOptions } from '../../src/waiter/wait-options.ts';
import { waitFor } from '../../src/waiter/waiter.ts';
import { endsAt, running, setUp, type PollResponse, type Service } from './virtual-wait.ts';

describe('an abort', () => {
  const reason = new Error('stopped by SIGINT');

  it('before the wait sends nothing', async () => {
    const { controller, wait, polledAt } = setUp(() => running);
    controller.abort(reason);
    await expect(wait()).resolves.toEqual({
      outcome: 'interrupted',
      reason,
      response: undefined,
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

  it('is not reported as an error of the poll that it ended', async () => {
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

describe('any end of a wait', () => {
  it.each<[string, Service, Partial<PollOptions<PollResponse>>]>([
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

  it('rethrows a bug in the acceptor, and leaves nothing behind either', async () => {
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
