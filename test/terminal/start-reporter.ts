import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Clock, Environment, OutputStream } from '../../src/base/context.ts';
import { createReporter, type OutputSettings, type Reporter } from '../../src/terminal/reporter.ts';
import { recordRun } from '../helpers/leaks/record.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { validateOutput } from '../helpers/output-schema.ts';
import { startTime } from './build-events.ts';

/** A clock that stands still until it is set; a sleep ends when it is aborted. */
export interface StandingClock extends Clock {
  /** Milliseconds from the start of the test. */
  set(ms: number): void;
}

export function createStandingClock(): StandingClock {
  let now = startTime;
  return {
    now: () => now,
    set(ms) {
      now = startTime + ms;
    },
    sleep: (_, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      }),
  };
}

export interface ReporterSetup {
  readonly stderr: OutputStream;
  readonly stdout?: OutputStream;
  readonly clock?: Clock;
  readonly env?: Environment;
  readonly signal?: AbortSignal;
  readonly output?: Partial<OutputSettings>;
  readonly stdoutHolds?: 'status' | 'none' | 'id';
}

/** A reporter that is closed at the end of the test. */
export async function startReporter(setup: ReporterSetup): Promise<Reporter> {
  const reporter = await createReporter({
    context: {
      streams: {
        stdin: Readable.from([]),
        stdout: setup.stdout ?? new MemoryStream(),
        stderr: setup.stderr,
        print: () => undefined,
      },
      env: setup.env ?? {},
      cwd: '/tmp',
      clock: setup.clock ?? createStandingClock(),
      signal: setup.signal ?? new AbortController().signal,
    },
    output: { progress: true, color: true, ...setup.output },
    stdout: setup.stdoutHolds ?? 'none',
  });
  onTestFinished(() => {
    reporter.close();
    const { stdout, stderr, output = {} } = setup;
    recordRun({
      argv: Object.keys(output).map((name) => `--${name === 'showLink' ? 'show-link' : name}`),
      env: setup.env ?? {},
      stdout: stdout instanceof MemoryStream ? stdout.text : '',
      stderr: stderr instanceof MemoryStream ? stderr.text : '',
    });
    if (!(stdout instanceof MemoryStream) || stdout.isTTY) return;
    if (output.events || output.json) {
      validateOutput(['wait', output.events ? '--events' : '--json'], stdout.text);
    }
  });
  return reporter;
}
