import { describe, expect, it } from 'vitest';
import type { TaskEvent } from '../../src/operations/task-event.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { buildResult, createEvents, startTime } from './build-events.ts';
import { startReporter, type ReporterSetup } from './start-reporter.ts';

const started: TaskEvent = {
  type: 'started',
  creates: true,
  region: 'cn-hangzhou',
  at: startTime,
};
const created: TaskEvent = {
  type: 'created',
  created: { elements: {}, exportId: '500001' },
  exportId: '500001',
  at: startTime,
};
const running = buildResult({ exportId: '500001', outcome: 'running', polls: 0 });

async function start(setup: Partial<ReporterSetup> = {}) {
  const clock = createScaledClock(1000, startTime);
  const stderr = new MemoryStream();
  return { reporter: await startReporter({ stderr, clock, stdoutHolds: 'id', ...setup }) };
}

describe('while a task is created', () => {
  it('a spinner turns on the terminal, and leaves it to the id', async () => {
    const terminal = createScreenStream({ columns: 40, rows: 10 });
    const { screen, stream } = terminal;
    const { reporter } = await start({ stderr: stream, stdout: stream });
    reporter.event(started);
    const [row = ''] = await screen.waitFor((rows) => rows.length === 1);
    expect(row).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] creating$/);
    reporter.event(created);
    expect(await screen.rows()).toEqual(['500001']);
    expect(await screen.isCursorVisible()).toBe(true);
  });

  it('the id stands above the bar of the wait that follows', async () => {
    const terminal = createScreenStream({ columns: 40, rows: 10 });
    const { reporter } = await start({ stderr: terminal.stream, stdout: terminal.stream });
    reporter.event(started);
    reporter.event(created);
    reporter.event(createEvents('500001').poll(0, { progress: 50 }));
    const [id, bar = ''] = await terminal.screen.rows();
    expect(id).toBe('500001');
    expect(bar).toMatch(/^500001 {2}█/);
  });
});

describe('a task that was created', () => {
  it('is called so at the end, with its file', async () => {
    const stderr = new MemoryStream();
    const { reporter } = await start({ stderr });
    reporter.event(started);
    reporter.event(created);
    reporter.result(running);
    expect(stderr.text).toMatch(/^• 500001 {2}created {2}event_\d+_\d+\.xlsx {2}in /);
  });

  it('prints its id on stdout, once, also with --quiet', async () => {
    const stdout = new MemoryStream();
    const { reporter } = await start({ stdout, output: { quiet: true } });
    reporter.event(created);
    reporter.result(running);
    expect(stdout.text).toBe('500001\n');
  });

  it.each([{ json: true }, { query: 'Meta.ExportId' }, { events: true }])(
    'prints no bare id with %j',
    async (output) => {
      const stdout = new MemoryStream();
      const { reporter } = await start({ stdout, output });
      reporter.event(created);
      if (!output.events) expect(stdout.text).toBe('');
      expect(stdout.text).not.toMatch(/^500001$/m);
    },
  );
});
