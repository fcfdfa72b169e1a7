/** The least progress, in whole per cent, that counts as a change. */
interface ProgressChange {
  /** Whole per cent. */
  readonly progress: number;
  /** The poll before the one that saw it: the earliest moment, in epoch milliseconds, it can have happened. */
  readonly since: number;
}

/** What the polls of one task have shown: all that a schedule knows. Times are epoch milliseconds. */
export interface ProgressHistory {
  /** When the wait began. */
  readonly startedAt: number;
  /** When the last answer came. */
  readonly respondedAt: number;
  /** Strictly rising; the first one is what the first answer with a progress said. */
  readonly changes: readonly ProgressChange[];
}

export function createProgressHistory(startedAt: number): ProgressHistory {
  return { startedAt, respondedAt: startedAt, changes: [] };
}

/**
 * Adds an answer. Progress that is absent or not a number adds its time only, and so does one that went
 * back: the most that was ever seen counts. Below 0 is 0, over 100 is 100.
 */
export function recordResponse(
  history: ProgressHistory,
  response: { readonly at: number; readonly progress?: number | undefined },
): ProgressHistory {
  const { startedAt, respondedAt: since, changes } = history;
  const at = Math.max(response.at, since);
  const progress = Math.floor(Math.min(100, Math.max(0, response.progress ?? Number.NaN)));
  const known = changes.at(-1)?.progress ?? -1;
  return progress > known
    ? { startedAt, respondedAt: at, changes: [...changes, { progress, since }] }
    : { startedAt, respondedAt: at, changes };
}
