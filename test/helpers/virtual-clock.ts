import type { Clock } from '../../src/base/context.ts';
import { onAbort } from '../../src/base/on-abort.ts';

/** A clock whose time passes only while everybody sleeps: exact, and as fast as the work between. */
export interface VirtualClock extends Clock {
  /** Sleeps that have not ended. */
  readonly sleeping: number;
  /** Sets the time without waking anybody, as a machine does that was asleep, or a clock that is set. */
  jump(ms: number): void;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/**
 * Wakes sleepers in the order of their times, each when all that the one before set off is done. Only for
 * work that is made of promises and sleeps on this clock: it does not wait for sockets or files.
 */
export function createVirtualClock(startAt = 1_800_000_000_000): VirtualClock {
  /** What timers count; a jump moves `offset` only, for timers do not follow a clock that is set. */
  let passedMs = 0;
  let offset = startAt;
  let ticking = false;
  const sleepers: Sleeper[] = [];

  function tick(): void {
    const first = sleepers[0];
    ticking = first !== undefined;
    if (first === undefined) return;
    passedMs = Math.max(passedMs, first.wakeAt);
    sleepers.shift();
    first.wake();
    setImmediate(tick);
  }
  function insert(sleeper: Sleeper): void {
    let low = 0;
    let high = sleepers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sleepers[middle]?.wakeAt ?? Infinity) <= sleeper.wakeAt) low = middle + 1;
      else high = middle;
    }
    sleepers.splice(low, 0, sleeper);
    if (!ticking) setImmediate(tick);
    ticking = true;
  }
  return {
    now: () => offset + passedMs,
    get sleeping() {
      return sleepers.length;
    },
    jump(ms) {
      offset += ms;
    },
    sleep: (ms, { signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const leave = (): void => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal?.reason as Error);
        };
        const stopListening = signal && onAbort(signal, leave);
        const wake = (): void => {
          stopListening?.();
          resolve();
        };
        const sleeper = { wakeAt: passedMs + Math.max(0, ms), wake };
        insert(sleeper);
      }),
  };
}
