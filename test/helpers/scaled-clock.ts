import type { Clock } from '../../src/base/context.ts';
import { onAbort } from '../../src/base/on-abort.ts';
import { untilAborted } from '../../src/base/until-aborted.ts';

/** A clock that runs `factor` times faster than the wall's. Client and sandbox share one. */
export function createScaledClock(factor: number, startAt = Date.now()): Clock {
  const origin = performance.now();
  return {
    now: () => Math.round(startAt + (performance.now() - origin) * factor),
    sleep: (ms, { signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const timer = setTimeout(() => {
          stopListening?.();
          resolve();
        }, ms / factor);
        const stopListening =
          signal &&
          onAbort(signal, () => {
            clearTimeout(timer);
            reject(signal.reason as Error);
          });
      }),
  };
}

/** A scaled clock that starts at `release`: what comes before costs no time, however busy the machine is. */
export function createHeldClock(factor: number): Clock & { readonly release: () => void } {
  const startAt = Date.now();
  let running: Clock | undefined;
  let start: (clock: Clock) => void = () => undefined;
  const started = new Promise<Clock>((resolve) => {
    start = resolve;
  });
  return {
    now: () => running?.now() ?? startAt,
    sleep: async (ms, options = {}) => {
      const { signal = new AbortController().signal } = options;
      const clock = await untilAborted(started, signal);
      await clock.sleep(ms, options);
    },
    release() {
      running ??= createScaledClock(factor, startAt);
      start(running);
    },
  };
}
