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
 * Polls often where the end is likely, seldom where it is not. All in seconds:
 *
 * - While nothing tells the end, the interval is 1.1 times the fourth root of the time since the wait
 *   began: a task that has run for long is less likely to end within the next second than a young one.
 * - Before the estimated end, it is 1.4 times the square root of the time left: the polls draw together
 *   as the end comes near. It is at most half of the time left, which must not be slept through, and
 *   half of the time waited so far, for an early estimate knows little.
 * - After the estimated end, it is 1.1 times the fourth root of the time since then.
 *
 * `npm run bench:polling` compares it with others. The constants are round numbers near an optimum that
 * is flat, for delay and requests together.
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
 * What is left takes as long as the same amount took just before: far from the end that is the pace over
 * all, near to it the pace of late. Changes are dated at the earliest moment they can have happened, so
 * the estimate is rather early than late.
 * @returns epoch milliseconds, maybe past; undefined before the first change
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
