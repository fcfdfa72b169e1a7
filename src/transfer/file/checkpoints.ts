import type { Clock } from '../../base/context.ts';

/** Saves the state of a transfer now and then, for another run to resume. */
export interface Checkpoints {
  /** Saves for the last time. Never throws. */
  stop(): Promise<void>;
}

export interface CheckpointsOptions {
  readonly clock: Clock;
  /** @param durability `power-cut`: the bytes have to be on disk before the state */
  readonly save: (durability: 'kill' | 'power-cut') => Promise<void>;
}

/** A kill loses this much at most, unless the disk is slow. */
const intervalMs = 500;
/** Saving takes at most this share of the time, because a sync is slow. */
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
