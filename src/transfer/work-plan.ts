import type { ByteRange } from './byte-ranges.ts';
import type { Segment } from './fetch-segment.ts';

/** Deals out what is to be fetched, first bytes first. */
export interface WorkPlan {
  /** The next segment for a connection; undefined: all is dealt out. */
  take(): Segment | undefined;
}

/** A request has to be worth its round trip. */
export const leastSegmentBytes = 4 * 2 ** 20;

/**
 * Each connection takes its share of half of what is left: large segments first, so that there are few
 * requests, and small ones at the end, so that all connections end together.
 * @param connections how many there are at that moment
 */
export function createWorkPlan(gaps: readonly ByteRange[], connections: () => number): WorkPlan {
  const left = gaps.map((gap) => ({ ...gap }));
  return {
    take() {
      const [gap] = left;
      if (gap === undefined) return undefined;
      const position = gap.start;
      const leftBytes = left.reduce((sum, { start, end }) => sum + end - start, 0);
      const share = Math.ceil(leftBytes / (2 * connections()));
      const wanted = connections() === 1 ? Infinity : Math.max(share, leastSegmentBytes);
      const isLastOfGap = gap.end - position < wanted + leastSegmentBytes / 2;
      const end = isLastOfGap ? gap.end : position + wanted;
      gap.start = end;
      if (isLastOfGap) left.shift();
      return { position, end };
    },
  };
}
