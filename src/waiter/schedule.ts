/** One answer as the schedule sees it. */
export interface Observation {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Per cent; absent where the answer has none. */
  readonly progress?: number | undefined;
}

/** Decides when to ask again, from what was seen so far. Pure: it knows no clock. */
export interface Schedule {
  /** Takes in an answer that says that the task goes on. */
  observe(observation: Observation): void;
  /** Milliseconds from the last observation to the next poll. Above 0. */
  nextDelayMs(): number;
  /** Epoch milliseconds at which the task may be done; undefined while there is no estimate. */
  estimatedEndAt(): number | undefined;
}

/** The same delay every time; it estimates nothing. */
export function createFixedSchedule(intervalMs: number): Schedule {
  return {
    observe: () => undefined,
    nextDelayMs: () => intervalMs,
    estimatedEndAt: () => undefined,
  };
}
