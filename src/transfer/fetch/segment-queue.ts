import type { ByteRange } from '../store/object-facts.ts';
import type { Segment } from './fetch-segment.ts';

/** Divides the bytes to fetch among connections, in order. */
export interface SegmentQueue {
  /** The next segment for a connection; undefined: none is left. */
  take(): Segment | undefined;
  /** Returns a part of a segment to the queue, for other connections. */
  share(segment: Segment): void;
}

/** Smaller segments are not worth a round trip. */
export const leastSegmentBytes = 4 * 2 ** 20;

/**
 * Each connection takes its share of half of the remaining bytes: large segments first, for few
 * requests, and small ones last, for connections that end together.
 * @param connections the current number
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
