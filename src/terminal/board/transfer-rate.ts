/** How far back the pace of a download is looked at: long enough to be calm, short enough to follow. */
const windowMs = 5000;
/** Less than this says nothing yet. */
const leastMs = 500;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** The pace of a download over its last seconds. Times are epoch milliseconds. */
export interface TransferRate {
  add(at: number, receivedBytes: number): void;
  /** Bytes a second; undefined while too little is known. Falls while nothing arrives. */
  bytesPerSecond(now: number): number | undefined;
}

export function createTransferRate(): TransferRate {
  let samples: readonly Sample[] = [];
  return {
    add(at, bytes) {
      const last = samples.at(-1);
      // Fewer bytes than before: the download began anew.
      const kept = last !== undefined && bytes < last.bytes ? [] : since(at - windowMs, samples);
      samples = [...kept, { at, bytes }];
    },
    bytesPerSecond(now) {
      const [first, ...others] = since(now - windowMs, samples);
      const last = others.at(-1) ?? first;
      if (first === undefined || last === undefined || now - first.at < leastMs) return undefined;
      return ((last.bytes - first.bytes) * 1000) / (now - first.at);
    },
  };
}

/** The samples from `start` on, and the one before them, from which their bytes count. */
function since(start: number, samples: readonly Sample[]): readonly Sample[] {
  const inside = samples.findIndex(({ at }) => at >= start);
  return inside < 0 ? samples.slice(-1) : samples.slice(Math.max(0, inside - 1));
}
