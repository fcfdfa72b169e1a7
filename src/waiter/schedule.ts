import type { ProgressHistory } from './progress-history.ts';

/** When to ask again. */
export interface Plan {
  readonly delayMs: number;
  /** Epoch milliseconds at which the task may be done; absent while there is no estimate. */
  readonly estimatedEndAt?: number | undefined;
}

/** From what was seen of a task to the next poll. It holds no state: one serves any number of tasks. */
export interface Schedule {
  plan(history: ProgressHistory): Plan;
}

/** Always the same interval, without jitter: what somebody who names an interval expects. */
export function createFixedSchedule(intervalMs: number): Schedule {
  return { plan: () => ({ delayMs: intervalMs }) };
}
