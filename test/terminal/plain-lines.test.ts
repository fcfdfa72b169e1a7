import { describe, expect, it } from 'vitest';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { buildResult, createEvents, download, startTime } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

const events = createEvents('200013');

async function start(env: Record<string, string> = {}) {
  const stderr = new MemoryStream();
  const stdout = new MemoryStream();
  return { stderr, stdout, reporter: await startReporter({ stderr, stdout, env }) };
}

describe('without a terminal', () => {
  it('a task is told in a line when its status or its progress changed', async () => {
    const { stderr, reporter } = await start();
    reporter.event(events.started());
    for (let percent = 0; percent <= 35; percent += 1) {
      reporter.event(events.poll(percent * 1000, { progress: percent }, 60_000));
    }
    reporter.event(events.poll(36_000, { status: 'success', progress: 35 }));
    reporter.result(buildResult());
    expect(stderr.lines).toEqual([
      '200013  exporting  0 %  about 1:00 left  0:00 elapsed',
      '200013  exporting  10 %  about 1:00 left  0:10 elapsed',
      '200013  exporting  20 %  about 1:00 left  0:20 elapsed',
      '200013  exporting  30 %  about 1:00 left  0:30 elapsed',
      '200013  success  35 %  0:36 elapsed',
      '✔ 200013  succeeded  event_1193842352994186_1734488800.xlsx  in 1:09',
    ]);
  });

  it('a progress that goes back and forth gets no line', async () => {
    const { stderr, reporter } = await start();
    reporter.event(events.started());
    for (const progress of [50, 20, 50, 20, 50]) reporter.event(events.poll(0, { progress }));
    expect(stderr.lines).toHaveLength(1);
  });

  it('a download gets a line at its start, then every ten seconds at most', async () => {
    const { stderr, reporter } = await start();
    reporter.event(events.started());
    const total = 48_200_000;
    const { path } = download;
    reporter.event(
      events.transfer(0, { type: 'started', path, totalBytes: total, resumedFrom: 0 }),
    );
    for (let step = 1; step <= 250; step += 1) {
      reporter.event(
        events.transfer(step * 100, {
          type: 'progress',
          receivedBytes: (total / 250) * step,
          totalBytes: total,
        }),
      );
    }
    reporter.result(buildResult({ download }));
    expect(stderr.lines).toEqual([
      '200013  downloading  0 B of 48.2 MB  0:00 elapsed',
      expect.stringMatching(
        /^200013 {2}downloading {2}19\.\d MB of 48\.2 MB {2}1\.\d+ MB\/s {2}0:10/,
      ),
      expect.stringMatching(
        /^200013 {2}downloading {2}38\.\d MB of 48\.2 MB {2}1\.\d+ MB\/s {2}0:20/,
      ),
      '✔ 200013  event_1193842352994186_1734488800.xlsx  48.2 MB  verified (crc64)  in 1:09',
    ]);
  });

  it('nothing that is written has a control character but the line end', async () => {
    const { stderr, stdout, reporter } = await start({ TERM: 'xterm-256color' });
    reporter.event(events.started());
    reporter.event(events.poll(0, { status: 'weird\u001b[31m\r\u0007' }));
    reporter.event({ type: 'unknown-status', status: 'weird\u001b[31m', at: 0 });
    reporter.event(events.transfer(0, { type: 'restarted', reason: 'a\u0000b' }));
    reporter.result(
      buildResult({ download: { ...download, path: '/tmp/a\u001b]0;b\u0007.xlsx' } }),
    );
    reporter.resume('siem-export wait 200013');
    expect(stderr.text + stdout.text).toMatch(/^[^\p{Cc}\n]*(?:\n[^\p{Cc}\n]*)*$/u);
  });

  it.each([
    ['TERM=dumb', { TERM: 'dumb' }],
    ['CI', { CI: 'true' }],
    ['--no-progress', {}],
  ])('a terminal gets lines, too, with %s', async (name, env) => {
    const stderr = new MemoryStream({ columns: 80, rows: 24 });
    const progress = name !== '--no-progress';
    const reporter = await startReporter({ stderr, env, output: { progress, color: false } });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    expect(stderr.text).toBe('200013  exporting  62 %  0:00 elapsed\n');
  });

  it('more than twenty tasks are told by their ends alone', async () => {
    const { stderr, reporter } = await start();
    const ids = Array.from({ length: 21 }, (_, index) => String(index + 1));
    for (const id of ids) reporter.event(createEvents(id).started());
    for (const id of ids) reporter.event(createEvents(id).poll(0));
    expect(stderr.text).toBe('');
    reporter.result(buildResult({ exportId: '1' }));
    expect(stderr.lines).toHaveLength(1);
  });
});

describe('a minute of silence', () => {
  /** An hour of the program in six seconds; a minute in a tenth. */
  const factor = 600;

  async function startSilence(ids: readonly string[]) {
    const clock = createScaledClock(factor, startTime);
    const written: ((text: string) => void)[] = [];
    const stderr = new MemoryStream(undefined, (text) => {
      for (const listener of written.splice(0)) listener(text);
    });
    const reporter = await startReporter({ stderr, clock });
    for (const id of ids) reporter.event(createEvents(id).started());
    const nextText = (): Promise<string> => new Promise((resolve) => written.push(resolve));
    return { reporter, clock, nextText };
  }

  it('is broken by a line that tells how the task stands', async () => {
    const { reporter, clock, nextText } = await startSilence(['200013']);
    const first = nextText();
    // Taken before the line is written: a busy machine may hand it over late.
    const since = clock.now();
    reporter.event(createEvents('200013').poll(0));
    await first;
    const text = await nextText();
    expect(text).toMatch(/^200013 {2}exporting {2}62 % {2}\d+:\d\d elapsed\n$/);
    expect(clock.now() - since).toBeGreaterThanOrEqual(60_000);
  });

  it('is broken by the totals where there are several tasks', async () => {
    const { nextText } = await startSilence(['1', '2', '3']);
    expect(await nextText()).toMatch(/^3 running {2}0 succeeded {2}0 failed {2}\d:\d\d elapsed\n$/);
  });

  it('has no timer any more once the reporter is closed', async () => {
    const sleeping = new Set<AbortSignal>();
    const clock = createStandingClock();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      clock: {
        ...clock,
        async sleep(ms, { signal } = {}) {
          if (signal === undefined) throw new Error('a sleep that cannot be ended');
          sleeping.add(signal);
          await clock.sleep(ms, { signal });
        },
      },
    });
    reporter.event(events.started());
    expect([...sleeping].map(({ aborted }) => aborted)).toEqual([false]);
    reporter.close();
    expect([...sleeping].map(({ aborted }) => aborted)).toEqual([true]);
  });
});
