import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { DeadlineReachedError, withDeadline } from '../../src/base/deadline.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

const clock = createScaledClock(1000);

/** Work that lasts until its signal ends it. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

describe('withDeadline', () => {
  it('ends work that outlives the deadline', async () => {
    const { signal } = new AbortController();
    const work = withDeadline({ clock, deadlineAt: clock.now() + 50, signal }, untilAborted);
    await expect(work).rejects.toBeInstanceOf(DeadlineReachedError);
  });

  it('passes the reason of the outer signal on', async () => {
    const outer = new AbortController();
    const work = withDeadline({ clock, deadlineAt: undefined, signal: outer.signal }, untilAborted);
    const reason = new Error('Ctrl-C');
    outer.abort(reason);
    await expect(work).rejects.toBe(reason);
  });

  it('does not begin if the signal is already aborted', async () => {
    let begun = false;
    const work = withDeadline(
      { clock, deadlineAt: undefined, signal: AbortSignal.abort(new Error('before')) },
      async () => {
        begun = true;
        return Promise.resolve();
      },
    );
    await expect(work).rejects.toThrow('before');
    expect(begun).toBe(false);
  });

  it('leaves neither timer nor listener behind', async () => {
    const { signal } = new AbortController();
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await withDeadline({ clock, deadlineAt: clock.now() + 3_600_000, signal }, () =>
      Promise.resolve('done'),
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    // The test runner's own timers come and go; one of ours would stay.
    await expect.poll(timers).toBeLessThanOrEqual(before);
  });
});
