import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { Interruption } from '../../src/base/interruption.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { buildResult, buildTask, createEvents, download } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

const widths = [40, 60, 80, 140, 200] as const;

async function start(columns: number, rows = 12, env: Record<string, string> = {}) {
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
    const { screen, reporter, clock } = await start(columns);
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
    const { screen, reporter, clock } = await start(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { progress: 10 }, 60_000));
    clock.set(7_000);
    await screen.waitFor(([row = '']) => row.includes('0:07 elapsed  about 0:53 left'));
    clock.set(61_000);
    await screen.waitFor(([row = '']) => /1:01 elapsed {2} {15} {2}exporting$/.test(row));
  });

  it('goes on by itself at the estimated pace, in a lighter shade, and leaves the end to the answer', async () => {
    const { screen, reporter, clock } = await start(120);
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
    const { screen, reporter } = await start(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success', progress: 66 }));
    const [row = ''] = await screen.rows();
    expect(row).toContain('100 %');
    expect(row).toContain('█');
    expect(row).not.toContain('░');
  });

  it('is not full before the end, even at 99.9 per cent', async () => {
    const { screen, reporter } = await start(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { progress: 99.9 }));
    const [row = ''] = await screen.rows();
    expect(row).toMatch(/█░ {2} 99 %|█░ {2}99 %/);
  });

  it('shows a status from outside as plain text, and no more of it than fits', async () => {
    const { screen, reporter } = await start(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: `a\u001b[2J${'状态'.repeat(40)}` }));
    const [row = ''] = await screen.rows();
    expect(row).toContain('a?[2J');
    expect(row).toContain('…');
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it('keeps the name of a task that was asked for without an id once an answer has it', async () => {
    const { screen, reporter } = await start(80);
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

describe('the line of a file', () => {
  it.each([
    [40, '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s'],
    [60, '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s  about 0:06 left'],
    [
      140,
      '200013  ↓ 12.4 MB of 48.2 MB  6.2 MB/s  about 0:06 left  告警事件导出😀_1193842352994186.xlsx',
    ],
  ])('stands under the bar during a download, at %i columns', async (columns, expected) => {
    const { screen, reporter, clock } = await start(columns);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success' }));
    const path = '/tmp/告警事件导出😀_1193842352994186.xlsx';
    reporter.event(
      events.transfer(0, { type: 'started', path, totalBytes: 48_200_000, resumedFrom: 0 }),
    );
    reporter.event(
      events.transfer(2000, {
        type: 'progress',
        receivedBytes: 12_400_000,
        totalBytes: 48_200_000,
      }),
    );
    clock.set(2000);
    const rows = await screen.waitFor(([, row = '']) => row.includes('6.2 MB/s'));
    expect(rows[1]).toBe(expected);
    expect(rows[0]).toContain('█');
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it('stands alone where nobody waited for the task', async () => {
    const { screen, reporter } = await start(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    const path = '/tmp/x.xlsx';
    reporter.event(
      events.transfer(0, { type: 'started', path, totalBytes: 48_200_000, resumedFrom: 0 }),
    );
    const rows = await screen.waitFor((shown) => shown.some((row) => row.includes('↓')));
    expect(rows).toEqual(['200013  ↓     0 B of 48.2 MB  x.xlsx']);
  });

  it('gives way to what stays: the mark, the name, the size, the proof, the time', async () => {
    const { screen, reporter } = await start(90);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'success' }));
    reporter.event(
      events.transfer(0, { type: 'started', path: null, totalBytes: null, resumedFrom: 0 }),
    );
    await screen.waitFor((rows) => rows.length === 2);
    reporter.result(buildResult({ download }));
    reporter.close();
    expect(await screen.rows()).toEqual([
      '✔ 200013  event_1193842352994186_1734488800.xlsx  48.2 MB  verified (crc64)  in 1:09',
    ]);
    expect(await screen.isCursorVisible()).toBe(true);
  });
});

describe('many tasks', () => {
  it.each(widths)('stand in one table at %i columns', async (columns) => {
    const { screen, reporter } = await start(columns);
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
      const { screen, reporter } = await start(80, height);
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
    const { screen, reporter } = await start(80, 6);
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
    const { screen, reporter } = await start(80, 5);
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    for (const id of ids) reporter.event(createEvents(id).started());
    reporter.event(createEvents('1').poll(0));
    reporter.result(buildResult({ exportId: '1' }));
    reporter.result(buildResult({ exportId: '2', outcome: 'failed', exit: 'task-failed' }));
    const rows = await screen.waitFor((shown) => shown.some((row) => row.startsWith('5  ░')));
    expect(rows.at(-1)).toBe('and 2 more  1 succeeded  1 failed  5 running  0:00 elapsed');
  });
});

describe('lines above the bars', () => {
  it('stay whole and in their order, and never disturb a bar', async () => {
    const { screen, reporter } = await start(60);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0));
    const notes = ['first', `second ${'long '.repeat(30)}end`, 'third'];
    for (const note of notes) reporter.note(note);
    const rows = await screen.waitFor((shown) => shown.includes('third'));
    expect(rows.at(-1)).toContain('200013  ██');
    expect(rows.slice(0, -1).join(' ').replace(/ +/g, ' ')).toBe(notes.join(' ').trim());
    expect(await screen.hasWrappedRows()).toBe(false);
  });

  it('take the data of stdout in where it goes to the same terminal', async () => {
    const { screen, stream } = createScreenStream({ columns: 60, rows: 60 });
    const reporter = await startReporter({
      stderr: stream,
      stdout: stream,
      output: { json: true },
    });
    const events = createEvents('200013');
    for (const id of ['1', '2']) reporter.event(createEvents(id).started());
    reporter.event(events.poll(0, { exportId: '2' }));
    reporter.result(buildResult({ exportId: '1' }));
    const rows = await screen.waitFor((shown) => shown.includes('}'));
    expect(
      JSON.parse(rows.slice(rows.indexOf('{'), rows.indexOf('}') + 1).join('\n')),
    ).toMatchObject({
      Meta: { ExportId: 1, Outcome: 'succeeded' },
    });
    expect(rows.at(-1)).toMatch(/^2 {2}░/);
  });

  it('tell of a retry, an undocumented status and a new Link in one line each', async () => {
    const { screen, reporter } = await start(120);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0));
    reporter.event({
      type: 'api',
      event: {
        type: 'retry',
        failures: 2,
        maxFailures: 8,
        delayMs: 1234,
        code: 'Throttling.User',
        message: 'slow',
      },
      exportId: '200013',
      at: 0,
    });
    reporter.event({ type: 'unknown-status', status: 'pausing', exportId: '200013', at: 0 });
    reporter.event(events.transfer(0, { type: 'link-renewed' }));
    reporter.close();
    expect(await screen.rows()).toEqual([
      '200013  Throttling.User: trying again in 1.2 s (failure 2 of 8)',
      expect.stringContaining('200013  the status "pausing" is in no document'),
      '200013  the Link had expired; the download goes on with a new one',
    ]);
  });
});

describe('the end of the live part', () => {
  it('puts the terminal right as soon as the program is interrupted', async () => {
    const { screen, reporter, interruption } = await start(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0));
    expect(await screen.isCursorVisible()).toBe(false);
    interruption.abort(new Interruption('SIGINT'));
    expect(await screen.isCursorVisible()).toBe(true);
    expect(await screen.rows()).toEqual([]);
    reporter.event(events.poll(1000));
    const error = new SiemExportError('Interrupted', 'interrupted', 'stopped by SIGINT');
    reporter.result(
      buildResult({ outcome: 'interrupted', exit: 'interrupted', task: buildTask(), error }),
    );
    reporter.resume('siem-export wait 200013');
    expect(await screen.rows()).toEqual([
      '! 200013  interrupted  exporting  62 %  in 1:09',
      'To go on from here:',
      'siem-export wait 200013',
    ]);
  });

  it('leaves no listener on the stream', async () => {
    const { stream, reporter, interruption } = await start(80);
    reporter.event(createEvents('200013').started());
    reporter.event(createEvents('200013').poll(0));
    expect(stream.listenerCount('resize')).toBe(1);
    reporter.close();
    reporter.close();
    expect(stream.listenerCount('resize')).toBe(0);
    const { text } = stream;
    interruption.abort(new Interruption('SIGINT'));
    expect(stream.text).toBe(text);
  });

  it('writes nothing but what changed, and each drawing at once', async () => {
    const writes: string[] = [];
    const stream = new MemoryStream({ columns: 80, rows: 24 }, (text) => writes.push(text));
    const clock = createStandingClock();
    const reporter = await startReporter({ stderr: stream, clock });
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0));
    const drawn = writes.length;
    expect(drawn).toBe(1);
    clock.set(1000);
    while (!writes.join('').includes('0:01 elapsed')) await new Promise(setImmediate);
    expect(writes.slice(drawn).filter((text) => text.includes('elapsed'))).toHaveLength(1);
    // Each begins with the way up to the first row, and is one picture to the terminal: none is a part of one.
    // eslint-disable-next-line no-control-regex -- that is what a drawing is made of
    const drawing = /^\u001b\[\?2026h\u001b\[1A.*\u001b\[\?2026l$/s;
    expect(writes.slice(drawn).filter((text) => !drawing.test(text))).toEqual([]);
  });
});
