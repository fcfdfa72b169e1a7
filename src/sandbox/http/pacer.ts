import type { Clock } from '../../base/context.ts';

/** Holds one body back to a number of bytes a second. */
export interface Pacer {
  /** Parts small enough to be sent evenly. */
  split(piece: Uint8Array): Iterable<Uint8Array>;
  /** Waits until so many bytes more may have been sent. */
  pause(sentBytes: number): Promise<void>;
}

/** How many parts a second. */
const beat = 20;

/** @param bytesPerSecond undefined: as fast as may be */
export function createPacer(
  bytesPerSecond: number | undefined,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Pacer {
  if (bytesPerSecond === undefined) {
    return { split: (piece) => [piece], pause: () => Promise.resolve() };
  }
  const partBytes = Math.max(1, Math.floor(bytesPerSecond / beat));
  let dueAt = clock.now();
  return {
    *split(piece) {
      for (let at = 0; at < piece.length; at += partBytes) {
        yield piece.subarray(at, at + partBytes);
      }
    },
    async pause(sentBytes) {
      dueAt += (sentBytes / bytesPerSecond) * 1000;
      const waitMs = dueAt - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, { signal });
    },
  };
}
