import type { ProgressHistory } from './progress-history.ts';
import type { Plan, Schedule } from './schedule.ts';

export interface AdaptiveScheduleOptions {
  /** No interval is longer. */
  readonly maxIntervalMs: number;
  /** Uniform in [0, 1), for a jitter of 10 %. */
  readonly random: () => number;
}

/** No interval is shorter, unless `maxIntervalMs` is. */
const minIntervalMs = 1000;

/**
 * Polls often when the end is likely, rarely when it is not. All in seconds:
 *
 * - Without an estimate, the interval is 1.1 times the fourth root of the time since the wait
 *   began: a task that has run for long is less likely to end within the next second than a young one.
 * - Before the estimated end, it is 1.4 times the square root of the time left: polls become more
 *   frequent as the end approaches. It is at most half of the time left, to poll at least once before the
 *   end, and at most half of the time waited so far, because early estimates are poor.
 * - After the estimated end, it is 1.1 times the fourth root of the time since then.
 *
 * `npm run bench:polling` compares it with others. The constants are round numbers near the optimum of
 * delay and requests together, which is flat.
 */
export function createAdaptiveSchedule(options: AdaptiveScheduleOptions): Schedule {
  const { maxIntervalMs, random } = options;
  return {
    plan(history): Plan {
      const estimatedEndAt = estimateEnd(history);
      const jitter = 0.9 + 0.2 * random();
      const idealMs = 1000 * calculateInterval(history, estimatedEndAt) * jitter;
      const delayMs = Math.min(maxIntervalMs, Math.max(minIntervalMs, idealMs));
      const isAhead = estimatedEndAt !== undefined && estimatedEndAt > history.respondedAt;
      return isAhead ? { delayMs, estimatedEndAt } : { delayMs };
    },
  };
}

/** Seconds. */
function calculateInterval(history: ProgressHistory, endAt = history.startedAt): number {
  const { startedAt, respondedAt } = history;
  const left = (endAt - respondedAt) / 1000;
  if (left <= 0) return 1.1 * (-left) ** 0.25;
  const waited = (respondedAt - startedAt) / 1000;
  return Math.min(1.4 * Math.sqrt(left), left / 2, waited / 2);
}

/**
 * Assumes that the rest takes as long as the same amount took just before: far from the end that is the
 * average pace, near the end the recent pace. Changes are dated at the earliest possible moment, which
 * makes the estimate early rather than late.
 * @returns epoch milliseconds, possibly in the past; undefined before the first change
 */
function estimateEnd({ changes }: ProgressHistory): number | undefined {
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  const left = 100 - last.progress;
  const earlier = changes.findLast(({ progress }) => last.progress - progress >= left) ?? first;
  // At 100 % nothing is left, and `earlier` is `last` itself.
  const done = Math.max(1, last.progress - earlier.progress);
  return last.since + (left * (last.since - earlier.since)) / done;
}
