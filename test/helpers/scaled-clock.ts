import type { Clock } from '../../src/base/context.ts';
import { onAbort } from '../../src/base/on-abort.ts';

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
