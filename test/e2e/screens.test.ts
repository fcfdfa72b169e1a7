import stringWidth from 'string-width';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Clock } from '../../src/base/context.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { cleanEnvironment, makeFolder, program } from '../helpers/built-program.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { loadPty, runInTerminal, type TerminalProgram } from '../helpers/terminal-screen.ts';

const pty = await loadPty();
const reason = typeof pty === 'string' ? ` (skipped: ${pty})` : '';
const height = 24;
const [firstId, taskMs] = [200_001, 600_000];
const live = /[█▒░↓⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;

/** A sandbox whose tasks get on at the test's word; their files stand still half-way, or come. */
async function startTasks(count: number, fileHangs: boolean) {
  let passedMs = 0;
  const real = createScaledClock(1);
  const clock: Clock = { ...real, now: () => real.now() + passedMs };
  const ids = Array.from({ length: count }, (_, index) => String(firstId + index));
  const scenario = {
    tasks: ids.map((id) => ({
      ...{ id, fileName: `告警事件导出😀_${id}.xlsx`, sizeBytes: 200_000 },
      ...{ durationMs: taskMs, progress: 'linear' },
    })),
    faults: [{ on: 'store', ...(fileHangs ? { hang: 100_000 } : { bytesPerSecond: 150_000 }) }],
  };
  const sandbox = await startSandbox({ clock, scenario: parseScenario(scenario, 'the test') });
  onTestFinished(() => sandbox.close());
  return {
    env: sandbox.env,
    ids,
    passTo(share: number) {
      passedMs = share * taskMs;
    },
  };
}

/** Nothing wraps, nothing is wider than the screen, the bars stand in one column, and the cursor is hidden. */
async function checkLive({ screen }: TerminalProgram, columns: number): Promise<void> {
  const rows = await screen.rows();
  expect(Math.max(...rows.map((row) => stringWidth(row)))).toBeLessThan(columns);
  expect(await screen.hasWrappedRows('on screen')).toBe(false);
  expect(new Set(rows.map((row) => row.search(/[█░]/)).filter((at) => at >= 0)).size).toBe(1);
  expect(await screen.isCursorVisible()).toBe(false);
}

interface Run {
  readonly count: number;
  readonly columns: number;
  /** The width that the terminal gets in mid-wait. */
  readonly then: number;
  readonly language: string;
  readonly ends: 'by itself' | 'by Ctrl-C';
}

async function follow({ count, columns, then, language, ends }: Run): Promise<void> {
  if (typeof pty === 'string') return;
  const tasks = await startTasks(count, ends === 'by Ctrl-C');
  const cwd = await makeFolder();
  const limits = [
    '--interval',
    count > 3 ? '1500ms' : '300ms',
    '--rate',
    '1000',
    '--concurrency',
    '40',
  ];
  const running = runInTerminal(pty, {
    command: [...program, 'wait', ...tasks.ids, '--download', ...limits],
    ...{ columns, rows: height, cwd },
    env: { ...cleanEnvironment(cwd), LANG: language, ...tasks.env },
  });
  const { screen } = running;
  const barsOf = (rows: readonly string[]) => rows.filter((row) => /[█░]/.test(row));
  const fitting = Math.min(count, height - 2);

  // A task of the emulator starts with the first request for it: each must have had its answer.
  await screen.waitFor((rows) => barsOf(rows).filter((row) => /\d %/.test(row)).length === fitting);
  tasks.passTo(0.4);
  await screen.waitFor(
    (rows) => barsOf(rows).filter((row) => /4\d %/.test(row)).length === fitting,
  );
  await checkLive(running, columns);

  // Right after a drawing: the next one, at the old width, must not be under way.
  let drawings = 0;
  await screen.waitFor(() => (drawings += 1) > 1);
  await running.resize(then, height);
  const isRedrawn = (row: string) => stringWidth(row) < then && /4\d %/.test(row);
  await screen.waitFor((rows) => {
    const bars = barsOf(rows);
    return rows.length <= height - 1 && bars.length === fitting && bars.every(isRedrawn);
  });
  await checkLive(running, then);

  tasks.passTo(1.1);
  await screen.waitFor((rows) => rows.some((row) => row.includes('↓')));
  await checkLive(running, then);
  if (ends === 'by Ctrl-C') running.type('\u0003');

  expect((await running.exited).exitCode).toBe(ends === 'by Ctrl-C' ? 130 : 0);
  const end = ends === 'by Ctrl-C' ? 'siem-export wait' : '✔';
  await screen.waitFor((rows) => rows.some((row) => row.includes(end)));
  expect(await screen.isCursorVisible()).toBe(true);
  expect((await screen.rows()).join('\n')).not.toMatch(live);
  const all = (await screen.allRows()).join('\n');
  // What a narrower terminal wraps, and pushes out at its top when it is full, is out of reach.
  if (count < height / 3) expect(all).not.toMatch(live);
  expect(all.split(ends === 'by Ctrl-C' ? '! 200' : '✔ 200')).toHaveLength(count + 1);
}

describe.skipIf(typeof pty === 'string')(
  `the screen of a terminal in mid-wait, through a resize, in mid-download and at the end${reason}`,
  () => {
    it.each([
      [1, 'C.UTF-8'],
      [1, 'zh_CN.UTF-8'],
      [3, 'C.UTF-8'],
      [3, 'zh_CN.UTF-8'],
      [40, 'C.UTF-8'],
      [40, 'zh_CN.UTF-8'],
    ])(
      'is in order with %i tasks at 40, 80 and 200 columns, %s',
      async (count, language) => {
        const last = count > height ? 'by Ctrl-C' : 'by itself';
        await Promise.all([
          follow({ count, language, columns: 40, then: 80, ends: 'by Ctrl-C' }),
          follow({ count, language, columns: 80, then: 200, ends: last }),
          follow({ count, language, columns: 200, then: 40, ends: 'by Ctrl-C' }),
        ]);
      },
      // Three programs at once, on a machine that may have other things to do.
      90_000,
    );
  },
);
