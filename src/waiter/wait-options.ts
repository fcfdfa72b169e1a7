import type { Clock } from '../base/context.ts';
import type { Limiter, Permit } from './limiter.ts';
import type { Schedule } from './schedule.ts';

/** What one response means. */
export interface Verdict {
  /** `unknown`: an undocumented status; `onUnknown` decides. */
  readonly state: 'succeeded' | 'failed' | 'running' | 'unknown';
  /** Succeeded, but without a link yet; polled a few times more. Default: false. */
  readonly linkPending?: boolean | undefined;
  /** A wait stalls when neither this nor `progress` changes. */
  readonly status?: string | undefined;
  /** Per cent. Never decides the state. */
  readonly progress?: number | undefined;
  /** Milliseconds until the next poll, as the server asks; overrides the schedule, within 0.5 s and 60 s. */
  readonly afterMs?: number | undefined;
}

export interface ResponseInfo {
  /** Counted from 1. */
  readonly poll: number;
  /** Epoch milliseconds at which the task may be done; absent without an estimate. */
  readonly estimatedEndAt?: number | undefined;
}

export interface PollOptions<A> {
  /**
   * Polls once, retries included. Must reject soon after its signal is aborted.
   * @param permit for the first request; absent without a limiter. The waiter releases it in any case.
   */
  readonly poll: (signal: AbortSignal, permit: Permit | undefined) => Promise<A>;
  readonly accept: (response: A) => Verdict;
  readonly schedule: Schedule;
  /** Counted from the call. Undefined: no limit; 0: poll once. */
  readonly timeoutMs?: number | undefined;
  /** Gives up when neither status nor progress has changed for this long. Undefined: never. */
  readonly stallTimeoutMs?: number | undefined;
  /** Whether to continue in an `unknown` state, or to end as `failed`. Default: `wait`. */
  readonly onUnknown?: 'wait' | 'fail' | undefined;
  readonly onResponse?: ((response: A, info: ResponseInfo) => void) | undefined;
  /** Shared by all waits on one service. */
  readonly limiter?: PermitSource | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export type PermitSource = Pick<Limiter, 'take'>;

/** How a wait ended. */
export type WaitEnding =
  | { readonly outcome: 'succeeded' | 'failed' | 'timed-out' | 'stalled' }
  /** `reason` is the signal's. */
  | { readonly outcome: 'interrupted'; readonly reason: unknown }
  /** `reason` is what `poll` threw. */
  | { readonly outcome: 'error'; readonly reason: unknown };

export type WaitResult<A> = WaitEnding & {
  /** The last response; absent if none arrived. */
  readonly response?: A | undefined;
  /** Polls begun. */
  readonly polls: number;
  readonly elapsedMs: number;
};
