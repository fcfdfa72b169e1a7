import { untilAborted } from '../base/until-aborted.ts';

/**
 * Concurrent callers share one call of `work`. Each can leave with its own signal; the signal of
 * `work` is aborted when the last caller has left.
 */
export function createSharedCall<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let current: Call<T> | undefined;

  const leave = (call: Call<T>, signal: AbortSignal): void => {
    call.waiting -= 1;
    if (call.waiting > 0) return;
    if (current === call) current = undefined;
    call.controller.abort(signal.reason);
  };
  return async (signal) => {
    signal.throwIfAborted();
    const call = (current ??= startCall(work));
    call.waiting += 1;
    try {
      return await untilAborted(call.promise, signal);
    } finally {
      leave(call, signal);
    }
  };
}

interface Call<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

function startCall<T>(work: (signal: AbortSignal) => Promise<T>): Call<T> {
  const controller = new AbortController();
  return { promise: work(controller.signal), controller, waiting: 0 };
}
