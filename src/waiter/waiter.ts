import { DeadlineReached, withDeadline } from '../base/abort.ts';
import type { Claim } from './demand.ts';
import type { Turn } from './limiter.ts';
import { createProgressHistory, recordAnswer, type ProgressHistory } from './progress-history.ts';
import { sleepUntil } from './sleep-until.ts';
import { calculateGrace, findLimit, validateLimits } from './wait-limits.ts';
import type { Verdict, WaitEnding, WaitOptions, WaitResult } from './wait-options.ts';

/**
 * Polls until the acceptor says that it is over, or a limit (`timeoutMs`, `stallTimeoutMs`) is reached.
 *
 * - The signal is looked at first, and ends a sleep or a poll at once.
 * - At a limit whatever is under way is cut, a sleep as well as a poll that hangs, and one last poll is
 *   made. It may take a grace of twice the slowest answer so far, within 1 and 5 seconds. A poll that is
 *   in flight at the limit and was begun within the grace before it is itself the last one. So no wait
 *   outlives its limit by more than the grace, and none ends without a look at the end.
 * - `timeoutMs: 0` asks once, and gives that one poll 30 seconds.
 * - A machine that slept may wake up past the limit: the last poll is made then.
 *
 * @returns for every end that can be expected, an error of `poll` included. No timer and no listener is
 *   left then.
 * @throws RangeError for a limit that is not a duration; what `accept`, `schedule` or `onAnswer` throw
 */
export async function waitFor<A>(options: WaitOptions<A>): Promise<WaitResult<A>> {
  validateLimits(options);
  const { clock } = options;
  const now = clock.now();
  const seen: Seen<A> = {
    startedAt: now,
    changedAt: now,
    polls: 0,
    slowestAnswerMs: 0,
    unsettledPolls: 0,
    history: createProgressHistory(now),
  };
  const claim = options.gate?.demand.enter(options.schedule.plan(seen.history).delayMs);
  try {
    const ending = await pollUntilEnd(options, seen, claim);
    const elapsedMs = Math.max(0, clock.now() - seen.startedAt);
    return { ...ending, answer: seen.answer, polls: seen.polls, elapsedMs };
  } finally {
    claim?.leave();
  }
}

/** What the wait has seen so far. */
interface Seen<A> {
  readonly startedAt: number;
  /** When status or progress last changed. */
  changedAt: number;
  /** Polls begun. */
  polls: number;
  slowestAnswerMs: number;
  /** Successes in a row that were not settled. */
  unsettledPolls: number;
  history: ProgressHistory;
  answer?: A;
  verdict?: Verdict;
}

/** There may be ten thousand of it in one process, nearly all asleep: what they hold then is kept small. */
async function pollUntilEnd<A>(
  options: WaitOptions<A>,
  seen: Seen<A>,
  claim: Claim | undefined,
): Promise<WaitEnding> {
  const { clock, signal } = options;
  try {
    for (;;) {
      const polled = await pollInTurn(options, seen);
      if (polled === 'cut') continue;
      if (polled !== 'answered') return polled;
      const wantedMs = planNext(options, seen);
      if (typeof wantedMs !== 'number') return wantedMs;
      const delayMs = claim?.stretch(wantedMs) ?? wantedMs;
      const limitAt = findLimit(options, seen)?.at ?? Infinity;
      await sleepUntil(clock, Math.min(clock.now() + delayMs, limitAt), signal);
    }
  } catch (error) {
    if (signal.aborted) return { outcome: 'interrupted', reason: signal.reason };
    throw error;
  }
}

/** @returns `cut` when the limit ended a poll that was begun long before: the last one is still to come */
async function pollInTurn<A>(
  options: WaitOptions<A>,
  seen: Seen<A>,
): Promise<'answered' | 'cut' | WaitEnding> {
  const { clock, signal, gate, poll, timeoutMs } = options;
  signal.throwIfAborted();
  const limit = findLimit(options, seen);
  const graceMs = calculateGrace(options, seen.slowestAnswerMs);
  // What is asked just once is asked when its turn comes, however many there are.
  const hasEnd = limit !== undefined && timeoutMs !== 0;
  const untilAt = hasEnd ? Math.max(limit.at, clock.now()) + graceMs : Infinity;
  let isLast = true;
  let turn: Turn | undefined;
  try {
    turn = await gate?.take({ signal, untilAt });
    const begunAt = clock.now();
    const graceEndsAt = begunAt + graceMs;
    isLast = limit !== undefined && graceEndsAt > limit.at;
    const deadlineAt = limit && Math.min(untilAt, Math.max(limit.at, graceEndsAt));
    seen.polls += 1;
    seen.answer = await withDeadline({ clock, signal, deadlineAt }, (inner) => poll(inner, turn));
    seen.slowestAnswerMs = Math.max(seen.slowestAnswerMs, clock.now() - begunAt);
    return 'answered';
  } catch (error) {
    signal.throwIfAborted();
    // Whatever the polls after a success meet, it was a success.
    if (seen.unsettledPolls > 0) return { outcome: 'succeeded' };
    if (limit === undefined || !(error instanceof DeadlineReached)) {
      return { outcome: 'error', reason: error };
    }
    return isLast ? { outcome: limit.outcome } : 'cut';
  } finally {
    turn?.end();
  }
}

/** Takes in the last answer. @returns the delay until the next poll, or that there is none */
function planNext<A>(options: WaitOptions<A>, seen: Seen<A>): number | WaitEnding {
  const { accept, clock, schedule, onAnswer } = options;
  const now = clock.now();
  const verdict = accept(seen.answer as A);
  const { progress, state } = verdict;
  if (verdict.status !== seen.verdict?.status || progress !== seen.verdict?.progress) {
    seen.changedAt = now;
  }
  seen.verdict = verdict;
  seen.history = recordAnswer(seen.history, { at: now, progress });
  const { delayMs, estimatedEndAt } = schedule.plan(seen.history);
  onAnswer?.(seen.answer as A, { poll: seen.polls, estimatedEndAt });

  if (state === 'succeeded') return settle(verdict, options, seen);
  seen.unsettledPolls = 0;
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

/** How often, and how far apart, a success is polled again for what has not come with it. */
const unsettledPolls = 3;
const unsettledIntervalMs = 1000;

function settle<A>(verdict: Verdict, options: WaitOptions<A>, seen: Seen<A>): number | WaitEnding {
  const over = (findLimit(options, seen)?.at ?? Infinity) <= options.clock.now();
  if (verdict.settled !== false || over || seen.unsettledPolls === unsettledPolls) {
    return { outcome: 'succeeded' };
  }
  seen.unsettledPolls += 1;
  return unsettledIntervalMs;
}
