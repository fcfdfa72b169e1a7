/** What one run took. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of the process and its children. */
  readonly cpuSeconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

/** What a run may take at most. */
export interface Goals {
  /** Times of the reference. */
  readonly time?: number;
  readonly megabytes?: number;
}

/**
 * `time 1.23  CPU 2.10  105 MB`, and its goals: time and CPU as medians of the ratios to the reference's run of the
 * same round, memory as the most that any round took.
 * @param runs one for each round; undefined where it failed
 */
export function describeRuns(
  runs: readonly (Measured | undefined)[],
  references: readonly (Measured | undefined)[],
  goals: Goals = {},
): string {
  const ratioOf = (name: 'seconds' | 'cpuSeconds'): number =>
    medianOf(runs.map((run, round) => (run?.[name] ?? NaN) / (references[round]?.[name] ?? NaN)));
  const most = Math.max(...runs.map((run) => run?.megabytes ?? 0));
  if (most === 0) return 'not installed';
  const time = ratioOf('seconds');
  const cpu = ratioOf('cpuSeconds').toFixed(2).padStart(5);
  const figures = `time ${time.toFixed(2).padStart(5)}  CPU ${cpu}  ${most.toFixed(0).padStart(4)} MB`;
  return figures + describeGoal(time, goals.time) + describeGoal(most, goals.megabytes, 'MB');
}

/** `  goal 1.25  met` */
export function describeGoal(found: number, goal: number | undefined, unit?: string): string {
  if (goal === undefined) return '';
  const written = unit === undefined ? goal.toFixed(2) : `${goal} ${unit}`;
  return `  goal ${written}  ${found <= goal ? 'met' : 'MISSED'}`;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
