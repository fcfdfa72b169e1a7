import { describe, expect, it } from 'vitest';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { buildResult, createEvents, download } from './build-events.ts';
import { startReporter } from './start-reporter.ts';

describe('standard output', () => {
  const events = createEvents('200013');

  it('has one compact object a line when piped', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { json: true },
    });
    for (const exportId of ['1', '2']) reporter.result(buildResult({ exportId }));
    expect(stdout.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { Meta: { ExportId: 1 } },
      { Meta: { ExportId: 2 } },
    ]);
  });

  it('has an indented object on a terminal', async () => {
    const stdout = new MemoryStream({ columns: 80, rows: 24 });
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { json: true },
    });
    reporter.result(buildResult());
    expect(stdout.text).toMatch(/^\{\n {2}"ExportStatus": "success",\n/);
  });

  it('has the events as they happen, a second of download in one, and the result last', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { events: true },
    });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    for (let at = 0; at < 3000; at += 100) {
      reporter.event(
        events.transfer(at, { type: 'progress', receivedBytes: at, totalBytes: 5000 }),
      );
    }
    reporter.event(
      events.transfer(3000, { type: 'progress', receivedBytes: 5000, totalBytes: 5000 }),
    );
    reporter.result(buildResult({ download }));
    const lines = stdout.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line['Event'])).toEqual([
      'poll',
      'download',
      'download',
      'download',
      'download',
      'result',
    ]);
    expect(lines.map((line) => line['ReceivedBytes'])).toEqual([
      undefined,
      0,
      1000,
      2000,
      5000,
      undefined,
    ]);
    expect(lines.at(-1)).toMatchObject({
      ExportId: 200013,
      Result: { ExportStatus: 'success', Meta: { ExitCode: 0 } },
    });
  });

  it('has nothing of work that is told on stderr', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({ stderr: new MemoryStream(), stdout });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    reporter.result(buildResult());
    expect(stdout.text).toBe('');
  });
});
