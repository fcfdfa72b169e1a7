import { untilAborted } from '../../base/until-aborted.ts';

/**
 * Calls `work` once for all who ask while it is under way. Each may leave by their own signal; the
 * signal that `work` gets is aborted when the last one has left.
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
