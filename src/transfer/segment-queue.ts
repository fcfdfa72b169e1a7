import type { ByteRange } from './byte-ranges.ts';
import type { Segment } from './fetch-segment.ts';

/** Deals out what is to be fetched, first bytes first. */
export interface SegmentQueue {
  /** The next segment for a connection; undefined: all is dealt out. */
  take(): Segment | undefined;
  /** A connection that has taken all gives back what others can fetch. */
  share(segment: Segment): void;
}

/** A request has to be worth its round trip. */
export const leastSegmentBytes = 4 * 2 ** 20;

/**
 * Each connection takes its share of half of what is left: large segments first, so that there are few
 * requests, and small ones at the end, so that all connections end together.
 * @param connections how many there are at that moment
 */
export function createSegmentQueue(
  gaps: readonly ByteRange[],
  connections: () => number,
): SegmentQueue {
  const left = gaps.map((gap) => ({ ...gap }));
  const sizeForOne = (leftBytes: number): number =>
    connections() === 1
      ? Infinity
      : Math.max(Math.ceil(leftBytes / (2 * connections())), leastSegmentBytes);
  return {
    share(segment) {
      const { position, end } = segment;
      if (end === undefined) return;
      const leftBytes = sizeOf(left) + end - position;
      const nearer = position + sizeForOne(leftBytes);
      if (nearer > end - leastSegmentBytes) return;
      segment.end = nearer;
      left.unshift({ start: nearer, end });
    },
    take() {
      const [gap] = left;
      if (gap === undefined) return undefined;
      const position = gap.start;
      const targetBytes = sizeForOne(sizeOf(left));
      const isLastOfGap = gap.end - position < targetBytes + leastSegmentBytes / 2;
      const end = isLastOfGap ? gap.end : position + targetBytes;
      gap.start = end;
      if (isLastOfGap) left.shift();
      return { position, end };
    },
  };
}

function sizeOf(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}
