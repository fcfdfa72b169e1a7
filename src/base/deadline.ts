import { createAlarm } from './alarm.ts';
import type { Clock } from './context.ts';
import { onAbort } from './on-abort.ts';

/** The reason of a signal that a deadline aborted. */
export class DeadlineReachedError extends Error {
  override readonly name = 'DeadlineReachedError';
}

export interface DeadlineOptions {
  readonly clock: Clock;
  /** Epoch milliseconds on `clock`; undefined: no deadline. */
  readonly deadlineAt: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` with a signal that is aborted when the outer one is, with its reason, or when the
 * deadline passes, with `DeadlineReachedError`. Not `AbortSignal.any`: on Node 20 it keeps
 * every derived signal alive as long as the outer one, here as long as the program.
 */
export async function withDeadline<T>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { deadlineAt = Infinity, signal } = options;
  signal.throwIfAborted();
  const inner = new AbortController();
  const stopForwarding = onAbort(signal, () => {
    inner.abort(signal.reason);
  });
  const alarm = createAlarm(options.clock, () => {
    inner.abort(new DeadlineReachedError('the deadline passed'));
  });
  alarm.set(deadlineAt);
  try {
    return await work(inner.signal);
  } finally {
    alarm.set(Infinity);
    stopForwarding();
  }
}

export interface TimeoutOptions {
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The error when the time is over. */
  readonly createError: () => Error;
}

/** Runs `work` as `withDeadline` does, for `timeoutMs` at most. */
export async function withTimeout<T>(
  { timeoutMs, clock, signal, createError }: TimeoutOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline({ clock, deadlineAt: clock.now() + timeoutMs, signal }, work);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof DeadlineReachedError ? createError() : error;
  }
}
