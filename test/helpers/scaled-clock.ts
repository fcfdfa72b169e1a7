import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/base/context.ts';

/** A clock that runs `factor` times faster than the wall's. Client and sandbox share one. */
export function createScaledClock(factor: number, startAt = Date.now()): Clock {
  const origin = performance.now();
  return {
    now: () => Math.round(startAt + (performance.now() - origin) * factor),
    async sleep(ms, { signal } = {}) {
      signal?.throwIfAborted();
      try {
        await sleep(ms / factor, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
