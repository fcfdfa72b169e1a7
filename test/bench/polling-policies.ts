import { createAdaptiveSchedule } from '../../src/waiter/adaptive-schedule.ts';
import { createFixedSchedule } from '../../src/waiter/schedule.ts';
import type { Policy } from './polling-simulation.ts';

export const fixed5s: Policy = () => createFixedSchedule(5000);

export const adaptive: Policy = (random) =>
  createAdaptiveSchedule({ maxIntervalMs: 30_000, random });

/** What each is compared with is the first. */
export const policies: Readonly<Record<string, Policy>> = {
  'fixed 5 s': fixed5s,
  'fixed 2 s': () => createFixedSchedule(2000),
  'AWS waiters': createBackoff,
  adaptive,
};

/** As the waiters of the AWS SDKs: a random delay below a ceiling that doubles, from 2 s up to 120 s. */
function createBackoff(random: () => number): ReturnType<Policy> {
  let ceiling = 1;
  return {
    plan() {
      ceiling = Math.min(120, 2 * ceiling);
      return { delayMs: 1000 * (2 + random() * (ceiling - 2)) };
    },
  };
}
