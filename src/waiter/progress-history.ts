/** The least progress, in whole per cent, that counts as a change. */
interface ProgressChange {
  /** Whole per cent. */
  readonly progress: number;
  /** Time of the poll before the one that saw it, epoch milliseconds: the earliest moment it can have happened. */
  readonly since: number;
}

/** What the polls of one task have shown, for the schedule. Times are epoch milliseconds. */
export interface ProgressHistory {
  /** When the wait began. */
  readonly startedAt: number;
  /** When the last response arrived. */
  readonly respondedAt: number;
  /** Strictly rising; begins with the first progress that was reported. */
  readonly changes: readonly ProgressChange[];
}

export function createProgressHistory(startedAt: number): ProgressHistory {
  return { startedAt, respondedAt: startedAt, changes: [] };
}

/**
 * Adds a response. If progress is absent, not a number or lower than before, only the time is added: the
 * highest value counts. Clamped to 0 and 100.
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
