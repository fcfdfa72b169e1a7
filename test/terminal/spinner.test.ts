import { describe, expect, it } from 'vitest';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { buildResult, createEvents, startTime } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

const events = createEvents('200013');

async function start(clock = createScaledClock(1000, startTime)) {
  const terminal = createScreenStream({ columns: 40, rows: 10 });
  const reporter = await startReporter({ stderr: terminal.stream, clock });
  return { ...terminal, reporter };
}

describe('before the first answer', () => {
  it('a spinner turns, names the task, and leaves nothing when the answer comes', async () => {
    const { screen, reporter } = await start();
    reporter.event(events.started());
    const [first = ''] = await screen.waitFor((rows) => rows.length === 1);
    expect(first).toMatch(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] 200013 {2}connecting$/);
    expect(await screen.isCursorVisible()).toBe(false);
    await screen.waitFor(([row = '']) => row !== first);
    reporter.event(events.poll(0));
    const rows = await screen.rows();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^200013 {2}█/);
  });

  it('the spinner counts several tasks', async () => {
    const { screen, reporter } = await start();
    for (const id of ['1', '2', '3']) reporter.event(createEvents(id).started());
    await screen.waitFor(([row = '']) => row.endsWith('3 tasks  connecting'));
  });

  it('notes stand above the spinner', async () => {
    const { screen, reporter } = await start();
    reporter.event(events.started());
    await screen.waitFor((rows) => rows.length === 1);
    reporter.note('a note');
    await screen.waitFor(
      ([note, spinner = '']) => note === 'a note' && spinner.includes('connecting'),
    );
  });

  it('the cursor comes back where the task ends without any answer', async () => {
    const { screen, reporter } = await start();
    reporter.event(events.started());
    await screen.waitFor((rows) => rows.length === 1);
    reporter.result(buildResult());
    reporter.close();
    expect(await screen.rows()).toEqual([
      '✔ 200013  succeeded',
      '  event_1193842352994186_1734488800.xlsx',
      '  in 1:09',
    ]);
    expect(await screen.isCursorVisible()).toBe(true);
  });

  it('an answer that comes at once needs no spinner', async () => {
    const { stream, reporter } = await start(createStandingClock());
    reporter.event(events.started());
    reporter.result(buildResult());
    reporter.close();
    expect(stream.text).not.toContain('connecting');
  });
});
