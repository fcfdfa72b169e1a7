import type { Clock } from './context.ts';

/** The reason of a signal that a deadline aborted. */
export class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached';
}

export interface DeadlineOptions {
  readonly clock: Clock;
  /** Epoch milliseconds on `clock`; undefined: no deadline. */
  readonly deadlineAt: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` with a signal that is aborted when the outer one is, with its reason, or when the
 * deadline passes, with `DeadlineReached`. `AbortSignal.any` would do, but on Node 20 it keeps
 * every derived signal alive as long as the outer one, which here lives as long as the program.
 */
export async function withDeadline<T>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, deadlineAt, signal } = options;
  signal.throwIfAborted();
  const inner = new AbortController();
  const timer = new AbortController();
  const forward = () => {
    inner.abort(signal.reason);
  };
  signal.addEventListener('abort', forward, { once: true });
  if (deadlineAt !== undefined) {
    clock.sleep(Math.max(0, deadlineAt - clock.now()), { signal: timer.signal }).then(
      () => {
        inner.abort(new DeadlineReached('the deadline passed'));
      },
      () => undefined,
    );
  }
  try {
    return await work(inner.signal);
  } finally {
    timer.abort();
    signal.removeEventListener('abort', forward);
  }
}
