import type { ProgressHistory } from './progress-history.ts';

/** When to poll again. */
export interface Plan {
  readonly delayMs: number;
  /** Epoch milliseconds at which the task may be done; absent without an estimate. */
  readonly estimatedEndAt?: number | undefined;
}

/** Plans the next poll of a task. Stateless: one schedule serves any number of tasks. */
export interface Schedule {
  plan(history: ProgressHistory): Plan;
}

/** Always the same interval, without jitter, as a user who sets an interval expects. */
export function createFixedSchedule(intervalMs: number): Schedule {
  return { plan: () => ({ delayMs: intervalMs }) };
}
