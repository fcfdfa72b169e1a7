import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { RecordedRequest } from '../../src/sandbox/request-log.ts';
import { cleanEnvironment, makeFolder, startProgram } from '../helpers/built-program.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';

const count = 10_000;
const perSecond = 300;
const seconds = 1000;

/** A tenth of the tasks fails; they take from one second to two minutes after they were first asked for. */
const scenario = parseScenario(
  {
    tasks: [
      { from: 1, to: count / 10, durationMs: [1000, 120_000], finalStatus: 'failed' },
      { from: count / 10 + 1, to: count, durationMs: [1000, 120_000] },
    ],
  },
  'the test',
);

describe('ten thousand tasks in one process', () => {
  it('all end right, below 250 MB and within the rate', { timeout: 900 * seconds }, async () => {
    const home = await makeFolder();
    const report = join(home, 'memory');
    const sandbox = await startSandbox({ clock: createScaledClock(1), scenario });
    onTestFinished(() => sandbox.close());
    const counted = countRequests(sandbox.requests);
    const { code, stdout } = await startProgram(
      ['wait', '-', '--json', '--rate', String(perSecond), '--concurrency', '16'],
      {
        cwd: home,
        env: {
          ...cleanEnvironment(home),
          ...sandbox.env,
          SIEM_EXPORT_CONFIG_DIR: join(home, 'config'),
          NODE_OPTIONS: `--require ${resolve(import.meta.dirname, '../helpers/report-memory.cjs')}`,
          REPORT_MEMORY: report,
        },
        stdin: Array.from({ length: count }, (_, index) => `${index + 1}\n`).join(''),
      },
    ).ended;
    const mostPerSecond = counted.stop();

    const outcomes = new Map(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { Id: number; Meta: { Outcome: string } })
        .map(({ Id, Meta }) => [Id, Meta.Outcome]),
    );
    const wrong = Array.from({ length: count }, (_, index) => index + 1).filter(
      (id) => outcomes.get(id) !== (id <= count / 10 ? 'failed' : 'succeeded'),
    );
    expect({ wrong, code }).toEqual({ wrong: [], code: 12 });
    expect(mostPerSecond).toBeLessThanOrEqual(perSecond);
    const memoryMb = Number(await readFile(report, 'utf8')) / 1e6;
    // eslint-disable-next-line no-console -- the figures stand in docs/benchmarks.md
    console.log(
      `${Math.round(memoryMb)} MB, ${counted.total()} requests, at most ${mostPerSecond} in a second`,
    );
    expect(memoryMb).toBeLessThan(250);
  });
});

/** Counts by the second in which they were signed; the sandbox remembers the last thousand. */
function countRequests(requests: readonly RecordedRequest[]) {
  const perDate = new Map<string, number>();
  let last: RecordedRequest | undefined;
  let total = 0;
  const look = (): void => {
    const fresh = requests.slice(last === undefined ? 0 : requests.lastIndexOf(last) + 1);
    last = fresh.at(-1) ?? last;
    total += fresh.length;
    for (const { headers } of fresh) {
      const date = headers.find(([name]) => name.toLowerCase() === 'x-acs-date')?.[1] ?? '';
      perDate.set(date, (perDate.get(date) ?? 0) + 1);
    }
  };
  const timer = setInterval(look, 250);
  return {
    total: () => total,
    stop: () => {
      clearInterval(timer);
      look();
      return Math.max(...perDate.values());
    },
  };
}
