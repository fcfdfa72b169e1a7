import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { createScreenStream } from '../helpers/terminal-screen.ts';
import { buildResult, buildTask, createEvents } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';
import { startBars } from './start-bars.ts';

describe('lines above the bars', () => {
  it('stay whole and in their order, and never disturb a bar', async () => {
    const { screen, reporter } = await startBars(60);
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
    const { screen, reporter } = await startBars(120);
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
      expect.stringContaining('200013  undocumented status "pausing"'),
      '200013  got a fresh download link; the download continues',
    ]);
  });
});

describe('the end of the live part', () => {
  it('puts the terminal right as soon as the program is interrupted', async () => {
    const { screen, reporter, interruption } = await startBars(80);
    const events = createEvents('200013');
    reporter.event(events.started());
    reporter.event(events.poll(0));
    expect(await screen.isCursorVisible()).toBe(false);
    interruption.abort(new InterruptionError('SIGINT'));
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
    const { stream, reporter, interruption } = await startBars(80);
    reporter.event(createEvents('200013').started());
    reporter.event(createEvents('200013').poll(0));
    expect(stream.listenerCount('resize')).toBe(1);
    reporter.close();
    reporter.close();
    expect(stream.listenerCount('resize')).toBe(0);
    const { text } = stream;
    interruption.abort(new InterruptionError('SIGINT'));
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
