import { MemoryStream } from '../helpers/memory-streams.ts';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

/** Of screens, in columns. */
export const widths = [40, 60, 80, 140, 200] as const;

/** A reporter on a screen of so many columns and rows, by a clock that stands. */
export async function startBars(columns: number, rows = 12, env: Record<string, string> = {}) {
  const terminal = createScreenStream({ columns, rows });
  const clock = createStandingClock();
  const interruption = new AbortController();
  const stdout = new MemoryStream();
  const reporter = await startReporter({
    stderr: terminal.stream,
    stdout,
    clock,
    env,
    signal: interruption.signal,
  });
  return { ...terminal, clock, reporter, interruption, stdout };
}
