import { DeadlineReachedError, withDeadline } from '../base/deadline.ts';
import { sleepUntil } from '../base/sleep-until.ts';
import type { Permit } from './limiter.ts';
import { createProgressHistory, recordResponse, type ProgressHistory } from './progress-history.ts';
import { calculateGrace, calculateLastMoment, findLimit, validateLimits } from './wait-limits.ts';
import type { Verdict, WaitEnding, PollOptions, WaitResult } from './wait-options.ts';

/**
 * Polls until the acceptor says that it is over, or a limit (`timeoutMs`, `stallTimeoutMs`) is reached.
 *
 * - The signal is looked at first, and ends a sleep or a poll at once.
 * - At a limit whatever is under way is cut, a sleep as well as a poll that hangs, and one last poll is
 *   made. It may take a grace of twice the slowest answer so far, within 1 and 5 seconds. A poll that is
 *   in flight at the limit and was begun within the grace before it is itself the last one. So no wait
 *   outlives its limit by more than the grace, and none ends without a look at the end, unless more of
 *   them end at one moment than the gate lets through.
 * - `timeoutMs: 0` asks once, when its turn comes, and gives that one poll 30 seconds.
 * - A stall is what answers show: neither the wait for the first turn nor that for a later one is any.
 * - A machine that slept may wake up past the limit: the last poll is made then.
 *
 * @returns for every end that can be expected, an error of `poll` included. No timer and no listener is
 *   left then.
 * @throws RangeError for a limit that is not a duration; what `accept`, `schedule` or `onAnswer` throw
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
 * Where more is due than the gate lets through, its queue is in the order of wishes: each wishes for its
 * turn when this many of its intervals have passed. So who would like to be asked soon, being about to end,
 * comes before those that would wait for long anyway. With 600 waits for ten requests a second it halves
 * the time by which ends are noticed late, beside the order in which they are due.
 */
const intervalsToWish = 4;

/** There may be ten thousand of it in one process, nearly all asleep: what they hold then is kept small. */
async function pollUntilEnd<A>(options: PollOptions<A>, seen: Seen<A>): Promise<WaitEnding> {
  const { clock, signal } = options;
  let wishedAt = clock.now();
  try {
    for (;;) {
      const polled = await pollWithPermit(options, seen, wishedAt);
      const now = clock.now();
      wishedAt = now;
      if (polled === 'cut') continue;
      if (polled !== 'answered') return polled;
      const delayMs = planNext(options, seen);
      if (typeof delayMs !== 'number') return delayMs;
      const limitAt = findLimit(options, seen)?.at ?? Infinity;
      wishedAt = Math.min(now + intervalsToWish * delayMs, limitAt);
      await sleepUntil(clock, Math.min(now + delayMs, limitAt), signal);
    }
  } catch (error) {
    if (signal.aborted) return { outcome: 'interrupted', reason: signal.reason };
    throw error;
  }
}

/** @returns `cut` when the limit ended a poll that was begun long before: the last one is still to come */
async function pollWithPermit<A>(
  options: PollOptions<A>,
  seen: Seen<A>,
  wishedAt: number,
): Promise<'answered' | 'cut' | WaitEnding> {
  const { clock, signal, limiter, poll } = options;
  signal.throwIfAborted();
  const graceMs = calculateGrace(options, seen.slowestResponseMs);
  const untilAt = calculateLastMoment(options, seen, { now: clock.now(), graceMs });
  let tooLate: 'cut' | WaitEnding | undefined = { outcome: 'timed-out' };
  let permit: Permit | undefined;
  try {
    permit = await limiter?.take({ signal, untilAt, wishedAt });
    const begunAt = clock.now();
    // Nothing can have changed while nobody asked.
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
    return 'answered';
  } catch (error) {
    signal.throwIfAborted();
    // Whatever the polls after a success meet, it was a success.
    if (seen.linkPendingPolls > 0) return { outcome: 'succeeded' };
    if (tooLate !== undefined && error instanceof DeadlineReachedError) return tooLate;
    return { outcome: 'error', reason: error };
  } finally {
    permit?.release();
  }
}

/** Takes in the last response. @returns the delay until the next poll, or the end of the wait */
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

/** A server that says 0 is not asked without a pause, and one that says a day not left alone for so long. */
function clampAfter(afterMs: number | undefined): number | undefined {
  return afterMs === undefined ? undefined : Math.min(60_000, Math.max(500, afterMs));
}

/** How often, and how far apart, a success is polled again for the link that has not come with it. */
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
