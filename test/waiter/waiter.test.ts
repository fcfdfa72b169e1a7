import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/waiter/wait-options.ts';
import { endsAt, running, setUp, succeeded, type Service } from './virtual-wait.ts';

describe('the end of a task', () => {
  it('is seen by the first poll after it', async () => {
    const { wait, polledAt } = setUp(endsAt(12_000));
    await expect(wait()).resolves.toEqual({
      outcome: 'succeeded',
      response: { at: 15_300, verdict: succeeded },
      polls: 4,
      elapsedMs: 15_400,
    });
    expect(polledAt).toEqual([0, 5100, 10_200, 15_300]);
  });

  it('is a failure if the acceptor reports one', async () => {
    const { wait } = setUp(() => ({ state: 'failed', status: 'fail' }));
    await expect(wait()).resolves.toMatchObject({ outcome: 'failed', polls: 1 });
  });

  it('does not depend on the progress', async () => {
    const { wait } = setUp((_at, poll) =>
      poll < 5 ? { ...running, progress: 100 } : { ...succeeded, progress: 66 },
    );
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 5 });
  });

  it('is not an unknown state, unless requested', async () => {
    const service: Service = (_at, poll) =>
      poll < 3 ? { state: 'unknown', status: 'odd' } : succeeded;
    await expect(setUp(service).wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 3 });
    const strict = setUp(service, { onUnknown: 'fail' });
    await expect(strict.wait()).resolves.toMatchObject({ outcome: 'failed', polls: 1 });
  });

  it('is an error when a poll fails, with the last response', async () => {
    const reason = new Error('503');
    const { wait } = setUp((_at, poll) => (poll === 3 ? reason : running));
    const result = await wait();
    expect(result).toMatchObject({ outcome: 'error', reason, polls: 3, response: { at: 5100 } });
  });

  it('reports each response with its number and the estimate of the schedule', async () => {
    const told: unknown[] = [];
    const { wait } = setUp(endsAt(4000), {
      schedule: { plan: ({ respondedAt }) => ({ delayMs: 5000, estimatedEndAt: respondedAt + 7 }) },
      onResponse: ({ at }, { poll, estimatedEndAt = 0 }) =>
        told.push([at, poll, estimatedEndAt % 1000]),
    });
    await wait();
    expect(told).toEqual([
      [0, 1, 107],
      [5100, 2, 207],
    ]);
  });

  it('follows the delay that the server asks for, from half a second to a minute', async () => {
    const delays = [12_000, 1e9, 0];
    const { wait, polledAt } = setUp((_at, poll) =>
      poll === 4 ? succeeded : { ...running, afterMs: delays[poll - 1] },
    );
    await wait();
    expect(polledAt).toEqual([0, 12_100, 72_200, 72_800]);
  });
});

describe('a success whose link is pending', () => {
  const linkPending: Verdict = { ...succeeded, linkPending: true };

  it('is polled three more times, then accepted without a link', async () => {
    const { wait, polledAt } = setUp(() => linkPending);
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 4 });
    expect(polledAt).toEqual([0, 1100, 2200, 3300]);
  });

  it('ends as soon as the link arrives', async () => {
    const { wait } = setUp((_at, poll) => (poll === 2 ? succeeded : linkPending));
    await expect(wait()).resolves.toMatchObject({ polls: 2, response: { verdict: succeeded } });
  });

  it.each<[string, Verdict | Error | 'hangs']>([
    ['fails', new Error('503')],
    ['hangs', 'hangs'],
  ])('stays a success when the poll after it %s', async (_what, next) => {
    const { wait } = setUp((_at, poll) => (poll === 1 ? linkPending : next), { timeoutMs: 10_000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', response: { at: 0 } });
  });

  it('is not polled past the deadline', async () => {
    const { wait } = setUp(() => linkPending, { timeoutMs: 0 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'succeeded', polls: 1 });
  });
});

describe('a stall', () => {
  it('is a time without a change of status or progress, with one poll at its end', async () => {
    const { wait, polledAt } = setUp((at) => ({ ...running, progress: at < 6000 ? 10 : 20 }), {
      stallTimeoutMs: 12_000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'stalled', elapsedMs: 22_400 });
    // The change was seen at 10 300.
    expect(polledAt).toEqual([0, 5100, 10_200, 15_300, 20_400, 22_300]);
  });

  it('is counted again from each change of progress or status, up or down', async () => {
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

  it('includes a request that hangs', async () => {
    const { wait } = setUp((_at, poll) => (poll === 1 ? running : 'hangs'), {
      stallTimeoutMs: 9000,
    });
    await expect(wait()).resolves.toMatchObject({ outcome: 'stalled', elapsedMs: 10_100 });
  });

  it('yields to a deadline that comes first', async () => {
    const { wait } = setUp(() => running, { stallTimeoutMs: 9000, timeoutMs: 9000 });
    await expect(wait()).resolves.toMatchObject({ outcome: 'timed-out' });
  });
});
