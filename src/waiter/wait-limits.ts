import type { PollOptions } from './wait-options.ts';

/** When a wait gives up, and what that is called. */
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

/** @throws RangeError for what is not a duration: a comparison with NaN would wait for ever */
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

/** Epoch milliseconds that no poll outlives, whatever it waits for; Infinity where there is no deadline. */
export function calculateLastMoment(
  { timeoutMs = Infinity }: LimitOptions,
  { startedAt }: { readonly startedAt: number },
  { now, graceMs }: { readonly now: number; readonly graceMs: number },
): number {
  // What is asked just once is asked when its turn comes, however many there are.
  return timeoutMs === 0 ? Infinity : Math.max(startedAt + timeoutMs, now) + graceMs;
}
