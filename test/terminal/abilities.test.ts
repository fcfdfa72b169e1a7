import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { findAbilities } from '../../src/terminal/style/abilities.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { buildResult, buildTask, createEvents, download } from './build-events.ts';
import { createStandingClock, startReporter } from './start-reporter.ts';

const terminal = new MemoryStream({ columns: 80, rows: 24 });
const iterm = (version: string) => ({
  TERM_PROGRAM: 'iTerm.app',
  TERM_PROGRAM_VERSION: version,
});
const windows = { WT_SESSION: '6f9619ff' };

describe('what a terminal can', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an unknown terminal', { TERM: 'xterm-256color' }, ''],
    ['iTerm2 of today', iterm('3.6.10'), 'links fileLinks taskBar'],
    ['iTerm2 that takes OSC 9 for a notification', iterm('3.6.5'), 'links fileLinks'],
    ['iTerm2 before links', iterm('3.0.15'), ''],
    ['Windows Terminal', windows, 'links fileLinks taskBar'],
    ['ConEmu', { ConEmuANSI: 'ON' }, 'taskBar'],
    [
      'Ghostty',
      { TERM_PROGRAM: 'ghostty', TERM_PROGRAM_VERSION: '1.2.3' },
      'links fileLinks taskBar',
    ],
    ['Ghostty 1.1', { TERM_PROGRAM: 'ghostty', TERM_PROGRAM_VERSION: '1.1.3' }, 'links fileLinks'],
    [
      'WezTerm of 2024',
      { TERM_PROGRAM: 'WezTerm', TERM_PROGRAM_VERSION: '20240203-110809-5046fc22' },
      'links fileLinks',
    ],
    ['GNOME Terminal', { VTE_VERSION: '7600' }, 'links fileLinks'],
    ['VTE 0.50.0', { VTE_VERSION: '5000' }, ''],
    ['kitty', { TERM: 'xterm-kitty' }, 'links fileLinks'],
    [
      'a terminal beyond SSH',
      { ...iterm('3.6.10'), SSH_CONNECTION: '::1 1 ::1 22' },
      'links taskBar',
    ],
    ['tmux', { ...windows, TMUX: '/tmp/tmux-0/default,1,0' }, ''],
    ['GNU screen', { ...windows, STY: '1.pts-0' }, ''],
    ['TERM=dumb', { ...windows, TERM: 'dumb' }, ''],
    ['a pipeline', { ...windows, CI: 'true' }, ''],
    ['a screen reader', { ...windows, ACCESSIBLE: '1' }, ''],
  ])('%s', (_, env, expected) => {
    const abilities = Object.entries(findAbilities(terminal, env));
    const able = abilities.filter(([, can]) => can === true).map(([name]) => name);
    expect(able.join(' ')).toBe(expected);
  });

  it('is nothing without a terminal', () => {
    expect(Object.values(findAbilities(new MemoryStream(), windows))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('links', () => {
  const link = 'https://bucket.oss-cn-shanghai.aliyuncs.com/event.xlsx?Expires=1&Signature=secret';

  async function showStatus(showLink: boolean) {
    const stdout = new MemoryStream({ columns: 200, rows: 24 });
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      stdoutHolds: 'status',
      env: windows,
      output: { showLink, color: false },
    });
    reporter.result(buildResult({ task: buildTask({ status: 'success', link }) }));
    return stdout.text;
  }

  it('open the file that was fetched, from wherever it is, whatever its name', async () => {
    const stderr = new MemoryStream({ columns: 90, rows: 24 });
    const reporter = await startReporter({ stderr, env: windows, output: { color: false } });
    const path = 'evidence/告警 a%b.xlsx';
    reporter.result(buildResult({ download: { ...download, path } }));
    const address = 'file:///tmp/evidence/%E5%91%8A%E8%AD%A6%20a%25b.xlsx';
    expect(stderr.lines).toEqual([
      `✔ 200013  \u001b]8;;${address}\u001b\\告警 a%b.xlsx\u001b]8;;\u001b\\  48.2 MB  verified (crc64)  in 1:09`,
    ]);
  });

  it('have no secret without --show-link', async () => {
    const text = await showStatus(false);
    expect(text).toContain('event.xlsx?***');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('secret');
  });

  it('open the Link with --show-link', async () => {
    expect(await showStatus(true)).toContain(
      `\u001b]8;;${link}\u001b\\${link}\u001b]8;;\u001b\\\n`,
    );
  });

  it('take no room on a line', async () => {
    const stderr = new MemoryStream({ columns: 70, rows: 24 });
    const reporter = await startReporter({ stderr, env: windows, output: { color: false } });
    reporter.result(buildResult({ download: { ...download, path: '/tmp/a.xlsx' } }));
    expect(stderr.lines).toHaveLength(1);
  });
});

describe('progress in the task bar', () => {
  const sequences = ({ text }: MemoryStream) =>
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    [...text.matchAll(/\u001b\]9;4;(\d(?:;\d+)?)\u001b\\/g)].map(([, values = '']) => values);

  async function start(env: Record<string, string>) {
    const stderr = new MemoryStream({ columns: 80, rows: 24 });
    const clock = createStandingClock();
    const interruption = new AbortController();
    const reporter = await startReporter({ stderr, env, clock, signal: interruption.signal });
    const events = ['1', '2'].map(createEvents);
    for (const task of events) reporter.event(task.started());
    const draw = async (ms: number) => {
      const before = sequences(stderr).length;
      clock.set(ms);
      while (sequences(stderr).length === before) await new Promise(setImmediate);
    };
    return { stderr, reporter, interruption, events, draw };
  }

  it('is that of all tasks together, turns red at a failure, and is taken away at the end', async () => {
    const { stderr, reporter, events, draw } = await start(windows);
    const [first, second] = events;
    reporter.event(first?.poll(0, { progress: 50 }) ?? expect.fail());
    reporter.event(second?.poll(0, { progress: 20 }) ?? expect.fail());
    await draw(1000);
    reporter.result(buildResult({ exportId: '1', outcome: 'failed', exit: 'task-failed' }));
    await draw(2000);
    reporter.close();
    reporter.close();
    expect(sequences(stderr)).toEqual(['1;25', '1;35', '2;60', '0']);
  });

  it('is told again from time to time, for terminals forget it', async () => {
    const { stderr, reporter, events, draw } = await start(windows);
    reporter.event(events[0]?.poll(0, { progress: 50 }) ?? expect.fail());
    await draw(5000);
    expect(sequences(stderr)).toEqual(['1;25', '1;25']);
  });

  it('has no number while nobody knows one', async () => {
    const { stderr, reporter, events } = await start(windows);
    reporter.event(events[0]?.poll(0, { progress: undefined }) ?? expect.fail());
    expect(sequences(stderr)).toEqual(['3']);
  });

  it('is taken away by Ctrl-C', async () => {
    const { stderr, reporter, events, interruption } = await start(windows);
    reporter.event(events[0]?.poll(0, { progress: 50 }) ?? expect.fail());
    interruption.abort(new InterruptionError('SIGINT'));
    expect(sequences(stderr)).toEqual(['1;25', '0']);
  });

  it('is no business of a terminal that would not understand it', async () => {
    const { stderr, reporter, events } = await start({});
    reporter.event(events[0]?.poll(0, { progress: 50 }) ?? expect.fail());
    reporter.close();
    expect(stderr.text).not.toContain('\u001b]');
  });
});
