import { DeadlineReachedError, withDeadline } from '../base/deadline.ts';
import { sleepUntil } from '../base/sleep-until.ts';
import type { Permit } from './limiter.ts';
import { createProgressHistory, recordResponse, type ProgressHistory } from './progress-history.ts';
import { calculateGrace, calculateLastMoment, findLimit, validateLimits } from './wait-limits.ts';
import type { Verdict, WaitEnding, PollOptions, WaitResult } from './wait-options.ts';

/**
 * Polls until the acceptor reports an end, or a limit (`timeoutMs`, `stallTimeoutMs`) is reached.
 *
 * - The signal comes first: it ends a sleep or a poll at once.
 * - A limit ends a sleep, and a poll that hangs; then one last poll is made. It may take a grace of twice
 *   the slowest response so far, within 1 and 5 seconds. A poll that began within the grace before the
 *   limit is itself the last one. No wait exceeds its limit by more than the grace, and each makes its last
 *   poll, unless more waits end at one moment than the limiter allows.
 * - `timeoutMs: 0` polls once, after waiting for its permit, and gives that poll 30 seconds.
 * - Only responses show a stall: time spent waiting for a permit does not count.
 * - A machine that slept may wake up past the limit: the last poll is made then.
 *
 * @returns for every expected end, an error of `poll` included. No timer and no listener is left.
 * @throws RangeError for a limit that is not a duration; what `accept`, `schedule` or `onResponse` throw
 */
export async function waitFor<A>(options: PollOptions<A>): Promise<WaitResult<A>> {
  validateLimits(options);
  const { clock } = options;
  const now = clock.now();
  const seen: Seen<A> = {
    startedAt: now,
    changedAt: now,
    polls: 0,
    slowestResponseMs: 0,
    linkPendingPolls: 0,
    history: createProgressHistory(now),
  };
  const ending = await pollUntilEnd(options, seen);
  const elapsedMs = Math.max(0, clock.now() - seen.startedAt);
  return { ...ending, response: seen.response, polls: seen.polls, elapsedMs };
}

/** What the wait has seen so far. */
interface Seen<A> {
  readonly startedAt: number;
  /** When status or progress last changed. */
  changedAt: number;
  /** Polls begun. */
  polls: number;
  slowestResponseMs: number;
  /** Successes in a row whose link was pending. */
  linkPendingPolls: number;
  history: ProgressHistory;
  response?: A;
  verdict?: Verdict;
}

/**
 * When more polls are due than the limiter allows, its queue is ordered by `preferredAt`: this many intervals
 * after the last poll. Tasks with a short interval, which are about to end, come before those that wait
 * long anyway. With 600 waits at ten requests a second this halves the delay in noticing ends, compared
 * with first come, first served.
 */
const intervalsToPreferred = 4;

/** Ten thousand of these may sleep in one process: what each holds is kept small. */
async function pollUntilEnd<A>(options: PollOptions<A>, seen: Seen<A>): Promise<WaitEnding> {
  const { clock, signal } = options;
  let preferredAt = clock.now();
  try {
    for (;;) {
      const polled = await pollWithPermit(options, seen, preferredAt);
      const now = clock.now();
      preferredAt = now;
      if (polled === 'cut') continue;
      if (polled !== 'responded') return polled;
      const delayMs = planNext(options, seen);
      if (typeof delayMs !== 'number') return delayMs;
      const limitAt = findLimit(options, seen)?.at ?? Infinity;
      preferredAt = Math.min(now + intervalsToPreferred * delayMs, limitAt);
      await sleepUntil(clock, Math.min(now + delayMs, limitAt), signal);
    }
  } catch (error) {
    if (signal.aborted) return { outcome: 'interrupted', reason: signal.reason };
    throw error;
  }
}

/** @returns `cut` when the limit ended a poll that began long before it: one last poll follows */
async function pollWithPermit<A>(
  options: PollOptions<A>,
  seen: Seen<A>,
  preferredAt: number,
): Promise<'responded' | 'cut' | WaitEnding> {
  const { clock, signal, limiter, poll } = options;
  signal.throwIfAborted();
  const graceMs = calculateGrace(options, seen.slowestResponseMs);
  const untilAt = calculateLastMoment(options, seen, { now: clock.now(), graceMs });
  let tooLate: 'cut' | WaitEnding | undefined = { outcome: 'timed-out' };
  let permit: Permit | undefined;
  try {
    permit = await limiter?.take({ signal, untilAt, preferredAt });
    const begunAt = clock.now();
    // The time before the first poll does not count as a stall.
    if (seen.polls === 0) seen.changedAt = begunAt;
    const limit = findLimit(options, seen);
    const graceEndsAt = begunAt + graceMs;
    tooLate = limit && (graceEndsAt > limit.at ? { outcome: limit.outcome } : 'cut');
    const deadlineAt = limit && Math.min(untilAt, Math.max(limit.at, graceEndsAt));
    seen.polls += 1;
    seen.response = await withDeadline({ clock, signal, deadlineAt }, (inner) =>
      poll(inner, permit),
    );
    seen.slowestResponseMs = Math.max(seen.slowestResponseMs, clock.now() - begunAt);
    return 'responded';
  } catch (error) {
    signal.throwIfAborted();
    // Polls after a success only look for the link: their failure changes nothing.
    if (seen.linkPendingPolls > 0) return { outcome: 'succeeded' };
    if (tooLate !== undefined && error instanceof DeadlineReachedError) return tooLate;
    return { outcome: 'error', reason: error };
  } finally {
    permit?.release();
  }
}

/** Evaluates the last response. @returns the delay until the next poll, or the end of the wait */
function planNext<A>(options: PollOptions<A>, seen: Seen<A>): number | WaitEnding {
  const { accept, clock, schedule, onResponse } = options;
  const now = clock.now();
  const verdict = accept(seen.response as A);
  const { progress, state } = verdict;
  if (verdict.status !== seen.verdict?.status || progress !== seen.verdict?.progress) {
    seen.changedAt = now;
  }
  seen.verdict = verdict;
  seen.history = recordResponse(seen.history, { at: now, progress });
  const { delayMs, estimatedEndAt } = schedule.plan(seen.history);
  onResponse?.(seen.response as A, { poll: seen.polls, estimatedEndAt });

  if (state === 'succeeded') return concludeSuccess(verdict, options, seen);
  seen.linkPendingPolls = 0;
  if (state === 'failed' || (state === 'unknown' && options.onUnknown === 'fail')) {
    return { outcome: 'failed' };
  }
  const limit = findLimit(options, seen);
  if (limit !== undefined && now >= limit.at) return { outcome: limit.outcome };
  return clampAfter(verdict.afterMs) ?? delayMs;
}

/** Within half a second and a minute, whether the server asks for 0 or for a day. */
function clampAfter(afterMs: number | undefined): number | undefined {
  return afterMs === undefined ? undefined : Math.min(60_000, Math.max(500, afterMs));
}

/** How often a success without a link is polled again, and how far apart. */
const maxLinkPendingPolls = 3;
const linkPendingIntervalMs = 1000;

function concludeSuccess<A>(
  verdict: Verdict,
  options: PollOptions<A>,
  seen: Seen<A>,
): number | WaitEnding {
  const over = (findLimit(options, seen)?.at ?? Infinity) <= options.clock.now();
  if (verdict.linkPending !== true || over || seen.linkPendingPolls === maxLinkPendingPolls) {
    return { outcome: 'succeeded' };
  }
  seen.linkPendingPolls += 1;
  return linkPendingIntervalMs;
}
