import { getEventListeners, setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { DeadlineReachedError } from '../../src/base/deadline.ts';
import { createLimiter } from '../../src/waiter/limiter.ts';
import { createVirtualClock } from '../helpers/virtual-clock.ts';

const never = new AbortController().signal;
setMaxListeners(0, never);

function setUp(concurrency: number, perSecond: number) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const begun: [name: string, at: number][] = [];
  const limiter = createLimiter({ concurrency, perSecond, clock });
  let inFlight = 0;
  let mostInFlight = 0;
  const run = (name: string, ms: number, signal = never): Promise<string> =>
    limiter.run(signal, async () => {
      begun.push([name, clock.now() - startedAt]);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      await clock.sleep(ms).finally(() => (inFlight -= 1));
      return name;
    });
  return { clock, limiter, begun, run, most: () => mostInFlight };
}

describe('the limiter', () => {
  it('limits the number in flight, first come, first served', async () => {
    const { begun, run, most } = setUp(2, 1000);
    const names = ['a', 'b', 'c', 'd', 'e'];
    await expect(Promise.all(names.map((name) => run(name, 500)))).resolves.toEqual(names);
    expect(begun.map(([name]) => name)).toEqual(names);
    expect(most()).toBe(2);
  });

  it('limits the number per second', async () => {
    const { begun, run } = setUp(100, 10);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => run(name, 1)));
    expect(begun).toEqual([
      ['a', 0],
      ['b', 100],
      ['c', 200],
      ['d', 300],
    ]);
  });

  it('sends the first request alone, until it has ended or for a second', async () => {
    const quick = setUp(5, 20);
    await Promise.all(['a', 'b', 'c'].map((name) => quick.run(name, 300)));
    expect(quick.begun.map(([, at]) => at)).toEqual([0, 300, 350]);
    const hanging = setUp(5, 20);
    await Promise.all(['a', 'b', 'c'].map((name) => hanging.run(name, 9000)));
    expect(hanging.begun.map(([, at]) => at)).toEqual([0, 1000, 1050]);
    const unlimited = setUp(5, Infinity);
    await Promise.all(['a', 'b'].map((name) => unlimited.run(name, 300)));
    expect(unlimited.begun.map(([, at]) => at)).toEqual([0, 0]);
  });

  it('begins a new request at once if there is room, but after those that wait', async () => {
    const { clock, begun, run } = setUp(1, 1000);
    const first = run('a', 100);
    const second = run('b', 100);
    await clock.sleep(50);
    const third = run('c', 100);
    await Promise.all([first, second, third]);
    expect(begun.map(([name]) => name)).toEqual(['a', 'b', 'c']);
  });

  it('rethrows a failure and continues with the next request', async () => {
    const { limiter, run } = setUp(1, 1000);
    const failing = limiter.run(never, () => Promise.reject(new Error('no')));
    const next = run('next', 1);
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('next');
  });

  it('rejects at once with the reason of a signal that is already aborted, and runs nothing', async () => {
    const { begun, run } = setUp(1, 1000);
    const reason = new Error('stop');
    await expect(run('a', 1, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(begun).toEqual([]);
  });

  it('removes an aborted request from the queue at once; the others continue', async () => {
    const { begun, run } = setUp(1, 1000);
    const controller = new AbortController();
    const reason = new Error('stop');
    const first = run('a', 500);
    const leaving = run('b', 500, controller.signal);
    const staying = run('c', 500);
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    await Promise.all([first, staying]);
    expect(begun.map(([name]) => name)).toEqual(['a', 'c']);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('releases the permit of a request that is aborted as it gets it', async () => {
    const { limiter, run, begun } = setUp(1, 1000);
    const controller = new AbortController();
    const leaving = run('a', 1, controller.signal);
    controller.abort(new Error('stop'));
    await expect(leaving).rejects.toThrow('stop');
    await expect(run('b', 1)).resolves.toBe('b');
    expect(begun.map(([name]) => name)).toEqual(['b']);
    await expect(limiter.run(never, () => Promise.resolve(1))).resolves.toBe(1);
  });

  it('has at most one timer, and none with an empty queue', async () => {
    const { clock, run } = setUp(100, 1);
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const first = run('a', 0);
    const waiting = Array.from({ length: 50 }, (_, index) =>
      run(String(index), 0, controller.signal),
    );
    await first;
    expect(clock.sleeping).toBe(1);
    controller.abort(new Error('stop'));
    await Promise.allSettled(waiting);
    expect(clock.sleeping).toBe(0);
  });

  it('pauses all requests when it slows down, then continues at half the rate', async () => {
    const { clock, limiter, begun, run } = setUp(100, 10);
    const all = ['a', 'b', 'c', 'd'].map((name) => run(name, 1));
    await clock.sleep(150);
    limiter.slowDown(2000);
    await Promise.all(all);
    expect(begun.map(([, at]) => Math.round(at / 50) * 50)).toEqual([0, 100, 2150, 2350]);
  });

  it('leaves no timer behind when it slows down with an empty queue', () => {
    const { clock, limiter } = setUp(1, 10);
    limiter.slowDown(2000);
    expect(clock.sleeping).toBe(0);
  });

  it('gives the permit to the earliest preference', async () => {
    const { clock, limiter } = setUp(1, 1000);
    const now = clock.now();
    const served: string[] = [];
    const take = async (name: string, preferredAt?: number): Promise<void> => {
      const permit = await limiter.take({ signal: never, preferredAt });
      served.push(name);
      permit.release();
    };
    const first = await limiter.take({ signal: never });
    const all = [take('late', now + 4000), take('now'), take('soon', now + 1000), take('now too')];
    first.release();
    await Promise.all(all);
    expect(served).toEqual(['now', 'now too', 'soon', 'late']);
  });

  it('removes a request from the queue when it gives up; the others continue', async () => {
    const { clock, limiter, run, begun } = setUp(1, 1000);
    const startedAt = clock.now();
    const first = run('a', 500);
    const leaving = limiter.take({ signal: never, untilAt: startedAt + 200 });
    const staying = run('b', 500);
    await expect(leaving).rejects.toThrow(DeadlineReachedError);
    expect(clock.now() - startedAt).toBe(200);
    await Promise.all([first, staying]);
    expect(begun).toEqual([
      ['a', 0],
      ['b', 500],
    ]);
    expect(clock.sleeping).toBe(0);
  });

  it('gives no permit to a request that has just given up', async () => {
    const { clock, limiter } = setUp(1, 1000);
    await expect(limiter.take({ signal: never, untilAt: clock.now() })).rejects.toThrow(
      DeadlineReachedError,
    );
    await expect(limiter.run(never, () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('begins the next request when a permit is released, once for each', async () => {
    const { clock, limiter, run, begun } = setUp(1, 1000);
    const permit = await limiter.take({ signal: never });
    const waiting = [run('a', 100), run('b', 100)];
    await clock.sleep(50);
    expect(begun).toEqual([]);
    permit.release();
    permit.release();
    await Promise.all(waiting);
    expect(begun).toEqual([
      ['a', 50],
      ['b', 150],
    ]);
  });

  it('serves ten thousand in order, without losing a permit', async () => {
    const { clock, run, begun, most } = setUp(8, 1000);
    const names = Array.from({ length: 10_000 }, (_, index) => String(index));
    const startedAt = clock.now();
    await Promise.all(names.map((name) => run(name, 5)));
    expect(begun.map(([name]) => name)).toEqual(names);
    expect(most()).toBeLessThanOrEqual(8);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(9900);
  });
});
