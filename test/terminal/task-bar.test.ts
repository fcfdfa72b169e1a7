import { describe, expect, it } from 'vitest';
import { buildResult, createEvents } from './build-events.ts';
import { startBars } from './start-bars.ts';

describe('the bar of a task', () => {
  it.each([
    [40, '200013  ██████░░░░░  62 %  exporting'],
    [60, '200013  ████████████░░░░░░░░  62 %  0:41 elapsed  exporting'],
    [70, '200013  ████████░░░░░  62 %  0:41 elapsed  about 0:25 left  exporting'],
    [81, '200013  ██████████████░░░░░░░░░░  62 %  0:41 elapsed  about 0:25 left  exporting'],
    [
      200,
      '200013  ████████████████████████░░░░░░░░░░░░░░░░  62 %  0:41 elapsed  about 0:25 left  exporting',
    ],
  ])('fits %i columns, what tells least left out first', async (columns, expected) => {
    const { screen, reporter, clock } = await startBars(columns);
    const events = createEvents('200013');
    reporter.event(events.started());
    clock.set(41_000);
    reporter.event(events.poll(41_000, { progress: 62 }, 25_000));
    const [row = ''] = await screen.rows();
    expect(row.replace(/[█░]+/, '#')).toBe(expected.replace(/[█░]+/, '#'));
    expect(row.length).toBe(Math.min(columns - 1, 96));
    expect(await screen.isCursorVisible()).toBe(false);
  });

  it('counts the seconds and the time left without any answer, and keeps its length', async () => {
    const { screen, reporter, clock } = await startBars(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { progress: 10 }, 60_000));
    clock.set(7_000);
    await screen.waitFor(([row = '']) => row.includes('0:07 elapsed  about 0:53 left'));
    clock.set(61_000);
    await screen.waitFor(([row = '']) => /1:01 elapsed {2} {15} {2}exporting$/.test(row));
  });

  it('goes on by itself at the estimated pace, in a lighter shade, and leaves the end to the answer', async () => {
    const { screen, reporter, clock } = await startBars(120);
    const events = createEvents('200013');
    const shadesAt = async (ms: number) => {
      clock.set(ms);
      const elapsed = `0:${String(ms / 1000).padStart(2, '0')} elapsed`;
      const [row = ''] = await screen.waitFor(([shown = '']) => shown.includes(elapsed));
      return ['█', '▒', '░'].map((shade) => row.split(shade).length - 1);
    };
    reporter.event(events.started());
    reporter.event(events.poll(0, { progress: 50 }, 20_000));
    expect(await shadesAt(0)).toEqual([20, 0, 20]);
    expect(await shadesAt(10_000)).toEqual([20, 10, 10]);
    expect(await shadesAt(19_000)).toEqual([20, 19, 1]);
    expect(await shadesAt(55_000)).toEqual([20, 19, 1]);
    reporter.event(events.poll(55_000, { progress: 50 }));
    await screen.waitFor(([row = '']) => !row.includes('▒'));
  });

  it('completes at success, whatever the progress says', async () => {
    const { screen, reporter } = await startBars(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success', progress: 66 }));
    const [row = ''] = await screen.rows();
    expect(row).toContain('100 %');
    expect(row).toContain('█');
    expect(row).not.toContain('░');
  });

  it('is not full before the end, even at 99.9 per cent', async () => {
    const { screen, reporter } = await startBars(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { progress: 99.9 }));
    const [row = ''] = await screen.rows();
    expect(row).toMatch(/█░ {2} 99 %|█░ {2}99 %/);
  });

  it('shows a status from outside as plain text, and no more of it than fits', async () => {
    const { screen, reporter } = await startBars(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: `a\u001b[2J${'状态'.repeat(40)}` }));
    const [row = ''] = await screen.rows();
    expect(row).toContain('a?[2J');
    expect(row).toContain('…');
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it('keeps the name of a task that was asked for without an id once an answer has it', async () => {
    const { screen, reporter } = await startBars(80);
    reporter.event(createEvents(undefined).started());
    reporter.event(createEvents('400185').poll(0));
    reporter.event(createEvents('400185').poll(1000));
    const rows = await screen.rows();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('400185  █');
    reporter.result(buildResult({ exportId: '400185' }));
    reporter.close();
    expect(await screen.rows()).toEqual([expect.stringContaining('✔ 400185')]);
  });
});
