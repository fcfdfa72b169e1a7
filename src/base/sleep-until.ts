import type { Clock } from './context.ts';

/** Timers stop while a machine sleeps: a long sleep checks the clock this often. */
const longestNapMs = 60_000;
/** Timers may be early by a millisecond or so; more than this means that the clock was set back. */
const earlyMs = 100;

/**
 * Sleeps until the clock shows `wakeAt`, epoch milliseconds: neither a little early, as timers may be,
 * nor much late after the machine slept, nor longer than it looked at first if the clock is set back.
 * @throws `signal.reason` as soon as the signal is aborted
 */
export async function sleepUntil(clock: Clock, wakeAt: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let budgetMs = wakeAt - clock.now() + earlyMs;
  for (;;) {
    const napMs = Math.min(wakeAt - clock.now(), longestNapMs, budgetMs);
    if (napMs <= 0) return;
    await clock.sleep(napMs, { signal });
    budgetMs -= napMs;
  }
}
