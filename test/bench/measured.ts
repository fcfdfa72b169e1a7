/** What one run took. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of the process and its children. */
  readonly cpuSeconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

/**
 * `time 1.23  CPU 2.10  105 MB`: time and CPU as medians of the ratios to the reference's run of the
 * same round, memory as the most that any round took.
 * @param runs one for each round; undefined where it failed
 */
export function describeRuns(
  runs: readonly (Measured | undefined)[],
  references: readonly (Measured | undefined)[],
): string {
  const ratio = (name: 'seconds' | 'cpuSeconds'): string => {
    const ratios = runs.map(
      (run, round) => (run?.[name] ?? NaN) / (references[round]?.[name] ?? NaN),
    );
    return medianOf(ratios).toFixed(2).padStart(5);
  };
  const most = Math.max(...runs.map((run) => run?.megabytes ?? 0));
  if (most === 0) return 'not installed';
  return `time ${ratio('seconds')}  CPU ${ratio('cpuSeconds')}  ${most.toFixed(0).padStart(4)} MB`;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
