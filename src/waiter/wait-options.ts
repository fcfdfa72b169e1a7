import type { Clock } from '../base/context.ts';
import type { Limiter, Permit } from './limiter.ts';
import type { Schedule } from './schedule.ts';

/** What one answer means. */
export interface Verdict {
  /** `unknown`: no document names that status; `onUnknown` decides. */
  readonly state: 'succeeded' | 'failed' | 'running' | 'unknown';
  /** Succeeded, but its link has not come yet; polled a few times more. Default: false. */
  readonly linkPending?: boolean | undefined;
  /** Together with `progress`, what a stall is told by. */
  readonly status?: string | undefined;
  /** Per cent. It never decides anything. */
  readonly progress?: number | undefined;
  /** Milliseconds until the next poll, as the server asks for; it comes before the schedule, within 0.5 s and 60 s. */
  readonly afterMs?: number | undefined;
}

export interface ResponseInfo {
  /** Counted from 1. */
  readonly poll: number;
  /** Epoch milliseconds at which the task may be done; absent while there is no estimate. */
  readonly estimatedEndAt?: number | undefined;
}

export interface PollOptions<A> {
  /**
   * Asks once, retries included. It must reject soon after its signal is aborted.
   * @param permit of the gate, for the first request; absent without a gate. It is ended in any case.
   */
  readonly poll: (signal: AbortSignal, permit: Permit | undefined) => Promise<A>;
  readonly accept: (response: A) => Verdict;
  readonly schedule: Schedule;
  /** Since the call. Undefined: no limit; 0: ask once. */
  readonly timeoutMs?: number | undefined;
  /** Give up when neither status nor progress changed for that long. Undefined: never. */
  readonly stallTimeoutMs?: number | undefined;
  /** Whether an `unknown` state goes on or ends the wait as `failed`. Default: `wait`. */
  readonly onUnknown?: 'wait' | 'fail' | undefined;
  readonly onResponse?: ((response: A, info: ResponseInfo) => void) | undefined;
  /** Shared by all waits that ask one service: where they take their permits. */
  readonly limiter?: PermitSource | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a wait needs of a limiter. */
export type PermitSource = Pick<Limiter, 'take'>;

/** How a wait ended. */
export type WaitEnding =
  | { readonly outcome: 'succeeded' | 'failed' | 'timed-out' | 'stalled' }
  /** `reason`: the signal's. */
  | { readonly outcome: 'interrupted'; readonly reason: unknown }
  /** `reason`: what `poll` threw. */
  | { readonly outcome: 'error'; readonly reason: unknown };

export type WaitResult<A> = WaitEnding & {
  /** The last answer; absent where none was had. */
  readonly response?: A | undefined;
  /** Polls begun. */
  readonly polls: number;
  readonly elapsedMs: number;
};
