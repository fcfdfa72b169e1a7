import { onAbort } from './on-abort.ts';

/**
 * Waits for work that may ignore its signal. After an abort the work continues, but nothing waits for it.
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
