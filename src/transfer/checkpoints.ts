import type { Clock } from '../base/context.ts';

/** Saves where a transfer stands, so that another run can go on from there. */
export interface Checkpoints {
  /** Saves once more, and no more after that. Never throws: the transfer's own outcome counts. */
  stop(): Promise<void>;
}

export interface CheckpointsOptions {
  readonly clock: Clock;
  /** @param durability `power-cut`: the bytes have to be on disk before what is said of them */
  readonly save: (durability: 'kill' | 'power-cut') => Promise<void>;
}

/** What a kill loses at most, where the disk is not slow. */
const intervalMs = 500;
/**
 * Saving takes at most this share of the time: to have bytes on disk is not for free. But what is not there
 * yet is waited for at the end.
 */
const mostShare = 0.3;

export function startCheckpoints({ clock, save }: CheckpointsOptions): Checkpoints {
  const stopped = new AbortController();
  const loop = async (): Promise<void> => {
    for (let pauseMs = intervalMs; ;) {
      await clock.sleep(pauseMs, { signal: stopped.signal });
      const startedAt = clock.now();
      await save('power-cut').catch(() => undefined);
      pauseMs = Math.max(intervalMs, (clock.now() - startedAt) / mostShare);
    }
  };
  const running = loop().catch(() => undefined);
  return {
    async stop() {
      stopped.abort();
      await running;
      await save('kill').catch(() => undefined);
    },
  };
}
