import { describe, expect, it } from 'vitest';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { buildResult, createEvents, download } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

const file = '/tmp/告警事件导出😀_1193842352994186_1734488800.xlsx';

/** Three tasks, one of which brings its file, under two lines that stay. */
async function startThreeTasks(columns: number) {
  const terminal = createScreenStream({ columns, rows: 16 });
  const clock = createStandingClock();
  const reporter = await startReporter({ stderr: terminal.stream, clock });
  terminal.stream.write('$ siem-export wait 200013 200014 200015 --download\n');
  const [first, second, third] = ['200013', '200014', '200015'].map(createEvents);
  if (!first || !second || !third) throw new Error('three tasks');
  for (const events of [first, second, third]) reporter.event(events.started());
  clock.set(41_000);
  reporter.event(first.poll(41_000, { status: 'success', progress: 66 }));
  reporter.event(
    first.transfer(41_000, { type: 'started', path: file, totalBytes: 48_200_000, resumedFrom: 0 }),
  );
  reporter.event(second.poll(41_000, { progress: 7 }, 25_000));
  reporter.event(third.poll(41_000, { progress: 12 }));
  reporter.note('a note that stays');
  const barsOf = (rows: readonly string[]) => rows.filter((row) => /[█░]/.test(row));
  await terminal.screen.waitFor(
    (rows) => barsOf(rows).length === 3 && rows.includes('a note that stays'),
  );
  return { ...terminal, reporter, barsOf };
}

describe('a terminal that changes its size', () => {
  it.each([
    [80, 40],
    [140, 60],
    [200, 40],
    [40, 80],
    [60, 200],
  ])('from %i to %i columns keeps one bar a task and leaves no line behind', async (from, to) => {
    const { screen, resize, barsOf } = await startThreeTasks(from);
    await resize(to, 16);
    const rows = await screen.waitFor(
      (shown) => barsOf(shown).length === 3 && shown.every((row) => row.length <= to),
    );
    expect(rows.filter((row) => row.includes('↓'))).toHaveLength(1);
    expect(rows.filter((row) => row === 'a note that stays')).toHaveLength(1);
    expect(rows.join('\n')).toContain('$ siem-export wait');
    expect(rows).toHaveLength(rows.findIndex((row) => row.includes('note')) + 5);
  });

  it('follows a window that is dragged smaller and larger again', async () => {
    const { screen, resize, reporter, barsOf } = await startThreeTasks(120);
    for (const columns of [100, 71, 55, 43, 40, 58, 90, 130, 66]) await resize(columns, 16);
    const rows = await screen.waitFor((shown) => barsOf(shown).length === 3);
    expect(rows.filter((row) => row.includes('200015'))).toHaveLength(2);
    reporter.close();
    const left = await screen.allRows();
    expect(left.join('')).toBe(
      '$ siem-export wait 200013 200014 200015 --downloada note that stays',
    );
    expect(await screen.isCursorVisible()).toBe(true);
  });

  it('shows fewer bars and the totals where it gets too low for all', async () => {
    const { screen, resize, barsOf } = await startThreeTasks(80);
    await resize(80, 4);
    const rows = await screen.waitFor((shown) => shown.some((row) => row.includes('and 2 more')));
    expect(barsOf(rows).length).toBeLessThanOrEqual(2);
  });

  it('draws the end of a task at the new width', async () => {
    const { screen, resize, reporter } = await startThreeTasks(100);
    await resize(50, 16);
    reporter.result(buildResult({ download }));
    const rows = await screen.waitFor((shown) => shown.some((row) => row.startsWith('✔')));
    expect(rows.join('\n')).toContain(
      '✔ 200013  event_1193842352994186_1734488800.xlsx\n  48.2 MB  verified (crc64)  in 1:09\n',
    );
  });
});
