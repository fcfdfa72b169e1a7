import type { PollOptions } from './wait-options.ts';

/** When a wait gives up, and with which outcome. */
export interface WaitLimit {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: 'timed-out' | 'stalled';
}

type LimitOptions = Pick<PollOptions<unknown>, 'timeoutMs' | 'stallTimeoutMs'>;

/** The limit that is reached first, or undefined without a limit. */
export function findLimit(
  { timeoutMs = Infinity, stallTimeoutMs = Infinity }: LimitOptions,
  since: { readonly startedAt: number; readonly changedAt: number },
): WaitLimit | undefined {
  const deadlineAt = since.startedAt + timeoutMs;
  const stallAt = since.changedAt + stallTimeoutMs;
  if (stallAt < deadlineAt) return { at: stallAt, outcome: 'stalled' };
  return deadlineAt === Infinity ? undefined : { at: deadlineAt, outcome: 'timed-out' };
}

/** @throws RangeError for NaN and negative numbers: a comparison with NaN would wait for ever */
export function validateLimits({ timeoutMs = 0, stallTimeoutMs = 0 }: LimitOptions): void {
  for (const ms of [timeoutMs, stallTimeoutMs]) {
    if (!(ms >= 0)) throw new RangeError(`${ms} is not a number of milliseconds to wait`);
  }
}

/** How long the last poll may take, in milliseconds. */
export function calculateGrace({ timeoutMs }: LimitOptions, slowestResponseMs: number): number {
  if (timeoutMs === 0) return 30_000;
  return Math.min(5000, Math.max(1000, 2 * slowestResponseMs));
}

/** Epoch milliseconds at which every poll ends, also one that waits for a permit; Infinity without a deadline. */
export function calculateLastMoment(
  { timeoutMs = Infinity }: LimitOptions,
  { startedAt }: { readonly startedAt: number },
  { now, graceMs }: { readonly now: number; readonly graceMs: number },
): number {
  // A single poll waits for its permit, however long the queue is.
  return timeoutMs === 0 ? Infinity : Math.max(startedAt + timeoutMs, now) + graceMs;
}
