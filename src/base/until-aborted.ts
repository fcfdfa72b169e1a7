import { onAbort } from './on-abort.ts';

/**
 * Waits for work that may not listen to the signal, which is not aborted yet.
 * @throws what `work` is rejected with; the signal's reason as soon as it is aborted
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => {
      reject(signal.reason as Error);
    });
    work.then(resolve, reject).finally(stopListening);
  });
}
