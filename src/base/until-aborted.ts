import { onAbort } from './on-abort.ts';

/**
 * Waits for work that cannot be aborted, or may not listen: it goes on, and nobody waits for it.
 * @throws what `work` is rejected with; the signal's reason as soon as it is aborted
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    const stopListening = signal.aborted ? undefined : onAbort(signal, giveUp);
    work.then(resolve, reject).finally(() => stopListening?.());
  });
}
