import { describe, expect, it } from 'vitest';
import { buildResult, createEvents } from './build-events.ts';
import { startBars, widths } from './start-bars.ts';

describe('many tasks', () => {
  it.each(widths)('stand in one table at %i columns', async (columns) => {
    const { screen, reporter } = await startBars(columns);
    const ids = ['7', '200014', '9007199254740993'];
    for (const id of ids) reporter.event(createEvents(id).started());
    ids.forEach((id, index) => {
      reporter.event(createEvents(id).poll(0, { progress: index * 50 }, index * 90_000));
    });
    const rows = await screen.waitFor(
      (shown) => shown.filter((row) => row.includes(' %')).length === 3,
    );
    const bars = rows.map((row) => row.search(/[█░]/));
    expect(new Set(bars)).toEqual(new Set([bars[0]]));
    expect(new Set(rows.map((row) => row.indexOf(' %'))).size).toBe(1);
    expect(rows.every((row) => row.length < columns)).toBe(true);
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it.each([8, 24, 60])(
    'have as many bars as %i rows hold, and totals for the rest',
    async (height) => {
      const { screen, reporter } = await startBars(80, height);
      const ids = Array.from({ length: 40 }, (_, index) => String(200_001 + index));
      for (const id of ids) reporter.event(createEvents(id).started());
      for (const id of ids) reporter.event(createEvents(id).poll(0));
      const fitting = height > 40 ? 40 : height - 2;
      await screen.waitFor(
        (rows) => rows.filter((row) => row.includes('exporting')).length === fitting,
      );
      const rows = await screen.allRows();
      expect(rows.slice(fitting)).toEqual(
        height > 40 ? [] : [`and ${40 - fitting} more  40 running  0:00 elapsed`],
      );
    },
  );

  it('show those whose files are on their way before the others', async () => {
    const { screen, reporter } = await startBars(80, 6);
    for (const id of ['1', '2', '3', '4', '5', '6', '7']) {
      reporter.event(createEvents(id).started());
      reporter.event(createEvents(id).poll(0));
    }
    const started = { type: 'started', path: '/tmp/a', totalBytes: 9, resumedFrom: 0 } as const;
    reporter.event(createEvents('6').transfer(0, started));
    const rows = await screen.waitFor((shown) => shown.some((row) => row.startsWith('6  ↓')));
    const shown = rows.map((row) => row.slice(0, 4));
    expect(shown).toEqual(['1  █', '2  █', '6  █', '6  ↓', 'and ']);
  });

  it('bring the next one onto the screen as one ends, and count what ended', async () => {
    const { screen, reporter } = await startBars(80, 5);
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    for (const id of ids) reporter.event(createEvents(id).started());
    reporter.event(createEvents('1').poll(0));
    reporter.result(buildResult({ exportId: '1' }));
    reporter.result(buildResult({ exportId: '2', outcome: 'failed', exit: 'task-failed' }));
    const rows = await screen.waitFor((shown) => shown.some((row) => row.startsWith('5  ░')));
    expect(rows.at(-1)).toBe('and 2 more  1 succeeded  1 failed  5 running  0:00 elapsed');
  });
});
