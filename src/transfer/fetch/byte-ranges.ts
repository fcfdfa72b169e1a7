import type { ByteRange } from '../store/object-facts.ts';

/** The bytes of a file that are present. */
export interface ByteRanges {
  add(range: ByteRange): void;
  /** The end of the contiguous bytes from `position` on; `position` if that byte is missing. */
  endFrom(position: number): number;
  /** The gaps below `totalBytes`, in order. */
  missing(totalBytes: number): ByteRange[];
  /** In order; no two touch. */
  list(): readonly ByteRange[];
  sizeBytes(): number;
}

export function createByteRanges(initial: readonly ByteRange[] = []): ByteRanges {
  let ranges: ByteRange[] = [];
  const add = (added: ByteRange): void => {
    if (added.end > added.start) ranges = merge(ranges, added);
  };
  for (const range of initial) add(range);
  return {
    add,
    endFrom(position) {
      const holder = ranges.find(({ start, end }) => start <= position && position < end);
      return holder?.end ?? position;
    },
    missing(totalBytes) {
      const gaps: ByteRange[] = [];
      let start = 0;
      for (const range of [...ranges, { start: totalBytes, end: totalBytes }]) {
        const end = Math.min(range.start, totalBytes);
        if (end > start) gaps.push({ start, end });
        start = Math.max(start, range.end);
      }
      return gaps;
    },
    list: () => ranges,
    sizeBytes: () => ranges.reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

/** Merges ranges that touch: a transfer has about as many as connections. */
function merge(ranges: readonly ByteRange[], added: ByteRange): ByteRange[] {
  const apart = ranges.filter(({ start, end }) => end < added.start || start > added.end);
  const touching = ranges.filter((range) => !apart.includes(range));
  const merged = {
    start: Math.min(added.start, ...touching.map(({ start }) => start)),
    end: Math.max(added.end, ...touching.map(({ end }) => end)),
  };
  return [...apart, merged].sort((a, b) => a.start - b.start);
}
