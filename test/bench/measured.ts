/** What one run took. */
export interface Measured {
  readonly seconds: number;
  /** User and system time of the process and its children. */
  readonly cpuSeconds: number;
  /** At its peak. */
  readonly megabytes: number;
}

/** The median of each, or undefined where nothing ran. */
export function medianOf(runs: readonly Measured[]): Measured | undefined {
  if (runs.length === 0) return undefined;
  const median = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
}

/** `time 1.23  CPU 2.10  105 MB`, time and CPU as ratios to the reference. */
export function describeRun(run: Measured | undefined, reference: Measured | undefined): string {
  if (run === undefined) return 'not installed';
  const ratio = (name: 'seconds' | 'cpuSeconds'): string =>
    (run[name] / (reference?.[name] ?? NaN)).toFixed(2).padStart(5);
  const memory = run.megabytes.toFixed(0).padStart(4);
  return `time ${ratio('seconds')}  CPU ${ratio('cpuSeconds')}  ${memory} MB`;
}
