import { DeadlineReached, withDeadline } from '../base/abort.ts';
import type { Context } from '../base/context.ts';
import type { Schedule } from './schedule.ts';

/** What an acceptor makes of one answer. */
export interface Verdict {
  readonly state: 'succeeded' | 'failed' | 'running';
  /** Of what the stall timeout watches: as long as it stays the same, nothing has changed. */
  readonly fingerprint: string;
  /** Per cent. */
  readonly progress?: number | undefined;
}

export interface WaitOptions<A> {
  /** Asks once. Its retries are its own; what it throws ends the wait. */
  readonly poll: (signal: AbortSignal) => Promise<A>;
  readonly accept: (answer: A) => Verdict;
  readonly schedule: Schedule;
  /** Undefined: no limit; 0: ask once. */
  readonly timeoutMs?: number | undefined;
  /** Undefined: never. */
  readonly stallTimeoutMs?: number | undefined;
  readonly context: Pick<Context, 'clock'>;
  readonly signal: AbortSignal;
  /** Told of each answer, the last one included. */
  readonly onAnswer?: ((answer: A, info: AnswerInfo) => void) | undefined;
}

export interface AnswerInfo {
  /** Counted from 1. */
  readonly poll: number;
  /** Epoch milliseconds; undefined while there is no estimate. */
  readonly estimatedEndAt: number | undefined;
}

export type WaitOutcome = 'succeeded' | 'failed' | 'timed-out' | 'stalled' | 'interrupted' | 'error';

export interface WaitResult<A> {
  readonly outcome: WaitOutcome;
  /** The last answer that was had. */
  readonly answer?: A | undefined;
  /** What ended the wait, for `interrupted` and `error`. */
  readonly reason?: unknown;
  readonly polls: number;
  readonly elapsedMs: number;
}

/**
 * How long the last poll, which is made at the deadline, may take. A request that was in flight at
 * the deadline already is the last one, and gets no longer than this either.
 */
export const lastPollGraceMs = 5000;

/**
 * Polls until the acceptor says that it is over, the deadline passes, nothing changes any more, or
 * the signal is aborted. Knows a clock and an answer, and nothing of where answers come from.
 * @returns for every outcome; it does not throw
 */
export async function waitFor<A>(options: WaitOptions<A>): Promise<WaitResult<A>> {
  const { accept, schedule, onAnswer, signal } = options;
  const { clock } = options.context;
  const startedAt = clock.now();
  const deadlineAt = options.timeoutMs === undefined ? undefined : startedAt + options.timeoutMs;
  const stall = createStallWatch(options.stallTimeoutMs);
  let polls = 0;
  let answer: A | undefined;
  const end = (outcome: WaitOutcome, reason?: unknown): WaitResult<A> => ({
    outcome,
    answer,
    reason,
    polls,
    elapsedMs: clock.now() - startedAt,
  });

  try {
    for (;;) {
      const isLast = deadlineAt !== undefined && clock.now() >= deadlineAt;
      polls += 1;
      answer = await pollOnce(options, deadlineAt);
      const { state, progress, fingerprint } = accept(answer);
      const at = clock.now();
      if (state === 'running') schedule.observe({ at, progress });
      onAnswer?.(answer, { poll: polls, estimatedEndAt: schedule.estimatedEndAt() });
      if (state !== 'running') return end(state);
      if (isLast) return end('timed-out');
      const stalledAt = stall.observe(fingerprint, at);
      if (at >= stalledAt) return end('stalled');
      const nextAt = Math.min(at + schedule.nextDelayMs(), stalledAt, deadlineAt ?? Infinity);
      await clock.sleep(nextAt - clock.now(), { signal });
    }
  } catch (error) {
    if (signal.aborted) return end('interrupted', signal.reason);
    if (error instanceof DeadlineReached) return end('timed-out');
    return end('error', error);
  }
}

function pollOnce<A>(
  { poll, signal, context }: WaitOptions<A>,
  deadlineAt: number | undefined,
): Promise<A> {
  const { clock } = context;
  const cutAt = deadlineAt === undefined ? undefined : deadlineAt + lastPollGraceMs;
  return withDeadline({ clock, deadlineAt: cutAt, signal }, poll);
}

/** Remembers since when nothing has changed. */
function createStallWatch(stallTimeoutMs: number | undefined) {
  let last: string | undefined;
  let since = 0;
  return {
    /** @returns epoch milliseconds at which the wait counts as stalled unless something changes */
    observe(fingerprint: string, at: number): number {
      if (fingerprint !== last) {
        last = fingerprint;
        since = at;
      }
      return stallTimeoutMs === undefined ? Infinity : since + stallTimeoutMs;
    },
  };
}
