import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createRetryBudget } from '../../src/waiter/retry-budget.ts';
import { retry, type RetryAdvice, type RetryOptions } from '../../src/waiter/retry.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

const transient: RetryAdvice = { retry: true };

function setUp(changes: Partial<RetryOptions> = {}) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const attemptedAt: number[] = [];
  const options: RetryOptions = {
    advise: () => transient,
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    ...changes,
  };
  /** Fails so many times, then succeeds. */
  const run = (failures: number, more: Partial<RetryOptions> = {}): Promise<string> =>
    retry(
      (attemptNumber) => {
        attemptedAt.push(clock.now() - startedAt);
        return attemptNumber > failures
          ? Promise.resolve('done')
          : Promise.reject(new Error(`failure ${attemptNumber}`));
      },
      { ...options, ...more },
    );
  return { clock, startedAt, attemptedAt, run };
}

describe('retry', () => {
  it('returns the first success, without a delay before it', async () => {
    const { clock, attemptedAt, run } = setUp();
    await expect(run(0)).resolves.toBe('done');
    expect(attemptedAt).toEqual([0]);
    expect(clock.sleeping).toBe(0);
  });

  it('doubles the ceiling of its delays up to 30 s and gives up at the eighth failure', async () => {
    const { attemptedAt, run } = setUp({ random: () => 1 });
    await expect(run(99)).rejects.toThrow('failure 8');
    const delays = attemptedAt.slice(1).map((at, index) => at - (attemptedAt[index] ?? 0));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('applies jitter over the full range down to 0.5 s', async () => {
    const { attemptedAt, run } = setUp({ random: () => 0 });
    await run(3);
    expect(attemptedAt).toEqual([0, 500, 1000, 1500]);
  });

  it.each([
    [2000, 2000],
    [10, 500],
    [90_000, 60_000],
    [Number.NaN, 500],
    [-5, 500],
  ])('waits as the server asks: %d ms become %d ms', async (afterMs, expected) => {
    const { attemptedAt, run } = setUp({ advise: () => ({ retry: true, afterMs }) });
    await run(1);
    expect(attemptedAt).toEqual([0, expected]);
  });

  it('rethrows at once if a retry cannot help', async () => {
    const { attemptedAt, run } = setUp({ advise: () => ({ retry: false, afterMs: 10 }) });
    await expect(run(1)).rejects.toThrow('failure 1');
    expect(attemptedAt).toEqual([0]);
  });

  it('gives up after 5 minutes of failures, however few they are', async () => {
    const { clock, startedAt } = setUp();
    let attempts = 0;
    const slow = async (): Promise<never> => {
      attempts += 1;
      await clock.sleep(150_000);
      throw new Error('read timeout');
    };
    const signal = new AbortController().signal;
    const running = retry(slow, { advise: () => transient, clock, random: () => 0, signal });
    await expect(running).rejects.toThrow('read timeout');
    // Counted from the first failure, at 150 s: the third is 301 s later.
    expect(attempts).toBe(3);
    expect(clock.now() - startedAt).toBe(451_000);
  });

  it('reports each delay before it begins', async () => {
    const told: unknown[] = [];
    const { run } = setUp({
      onRetry: ({ failures, delayMs, error }) => told.push([failures, delayMs, String(error)]),
    });
    await run(2);
    expect(told).toEqual([
      [1, 750, 'Error: failure 1'],
      [2, 1250, 'Error: failure 2'],
    ]);
  });

  it('continues as long as the caller resets the budget', async () => {
    const clock = createVirtualClock();
    const budget = createRetryBudget({ clock, random: () => 0 });
    const { attemptedAt, run } = setUp({
      clock,
      budget,
      advise: () => (budget.reset(), transient),
    });
    await run(50);
    expect(attemptedAt).toHaveLength(51);
  });

  it('shortens its own delay to fit one more attempt before the deadline', async () => {
    const { clock, attemptedAt, run } = setUp({ random: () => 1 });
    const running = run(99, { deadlineAt: clock.now() + 6000 });
    await expect(running).rejects.toThrow('failure 4');
    expect(attemptedAt).toEqual([0, 1000, 3000, 5500]);
  });

  it('never retries earlier than the server allows, not even before a deadline', async () => {
    const { clock, attemptedAt, run } = setUp({ advise: () => ({ retry: true, afterMs: 5000 }) });
    const running = run(99, { deadlineAt: clock.now() + 5000 });
    await expect(running).rejects.toThrow('failure 1');
    expect(attemptedAt).toEqual([0]);
  });

  it('ends a delay with the reason of the signal, leaving nothing behind', async () => {
    const controller = new AbortController();
    const { clock, run } = setUp({ signal: controller.signal });
    const running = run(99);
    const reason = new Error('stop');
    await clock.sleep(100);
    expect(clock.sleeping).toBe(1);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('makes no attempt if it was already aborted', async () => {
    const reason = new Error('stop');
    const { attemptedAt, run } = setUp({ signal: AbortSignal.abort(reason) });
    await expect(run(0)).rejects.toBe(reason);
    expect(attemptedAt).toEqual([]);
  });

  it('does not retry the failure of an aborted attempt', async () => {
    const controller = new AbortController();
    const reason = new Error('stop');
    const { attemptedAt, run } = setUp({
      signal: controller.signal,
      advise: () => {
        throw new Error('asked about an abort');
      },
    });
    const running = run(1);
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
    expect(attemptedAt).toEqual([0]);
  });
});
