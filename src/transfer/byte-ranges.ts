/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Which bytes of a file are there. */
export interface ByteRanges {
  add(range: ByteRange): void;
  /** Where the bytes that are there without a gap from `position` on end; `position` itself if there is none. */
  endFrom(position: number): number;
  /** The gaps below `totalBytes`, first to last. */
  missing(totalBytes: number): ByteRange[];
  /** First to last, apart from each other. */
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

/** Ranges that touch become one: a transfer has as many as it has connections. */
function merge(ranges: readonly ByteRange[], added: ByteRange): ByteRange[] {
  const apart = ranges.filter(({ start, end }) => end < added.start || start > added.end);
  const touching = ranges.filter((range) => !apart.includes(range));
  const merged = {
    start: Math.min(added.start, ...touching.map(({ start }) => start)),
    end: Math.max(added.end, ...touching.map(({ end }) => end)),
  };
  return [...apart, merged].sort((a, b) => a.start - b.start);
}
