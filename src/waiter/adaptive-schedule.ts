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

export function createAdaptiveSchedule(options: AdaptiveScheduleOptions): Schedule {
  return {
    plan(history): Plan {
      const estimatedEndAt = estimateEnd(history);
      const aheadMs = (estimatedEndAt ?? 0) - history.answeredAt;
      const idealMs =
        aheadMs > 0 ? 0.4 * aheadMs : 7 * Math.sqrt(history.answeredAt - history.startedAt);
      const jittered = idealMs * (0.9 + 0.2 * options.random());
      const delayMs = Math.min(options.maxIntervalMs, Math.max(minIntervalMs, jittered));
      return aheadMs > 0 ? { delayMs, estimatedEndAt } : { delayMs };
    },
  };
}

/** What is left takes as long as the same amount took just before. */
function estimateEnd({ changes }: ProgressHistory): number | undefined {
  const last = changes.at(-1);
  if (last === undefined || changes.length < 3 || last.progress >= 100) return undefined;
  const left = 100 - last.progress;
  const earlier =
    changes.findLast(({ progress }) => last.progress - progress >= left) ?? changes[0];
  if (earlier === undefined || earlier === last) return undefined;
  return last.since + (left * (last.since - earlier.since)) / (last.progress - earlier.progress);
}
