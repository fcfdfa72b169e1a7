/** Over so much of the recent past a rate is told. */
const windowMs = 5000;

/** Bytes a second over the last seconds, from totals as they grow. */
export function createRateMeter() {
  const samples: { at: number; bytes: number }[] = [];
  return {
    /** @param at epoch milliseconds; @param bytes received so far */
    record(at: number, bytes: number): void {
      const last = samples.at(-1);
      if (last !== undefined && bytes < last.bytes) samples.length = 0;
      samples.push({ at, bytes });
      while (samples.length > 2 && at - (samples[1]?.at ?? at) > windowMs) samples.shift();
    },
    /** Undefined until enough time has passed to tell. */
    bytesPerSecond(): number | undefined {
      const [first] = samples;
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.at - first.at < 200) return undefined;
      return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
    },
  };
}
