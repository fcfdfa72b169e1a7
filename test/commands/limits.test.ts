import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';

const unavailable = parseScenario(
  {
    tasks: [{ id: 1, durationMs: 0 }],
    faults: [
      { on: 'GetExportTask', times: 100, answer: { status: 503, code: 'ServiceUnavailable' } },
    ],
  },
  'test',
);

describe('a request that fails again and again', () => {
  it.each([
    [['status', '1'], {}, 3],
    [['status', '1', '--retries', '0'], {}, 1],
    [['status', '1', '--retries', '5'], {}, 5],
    [['status', '1'], { SIEM_EXPORT_RETRIES: '2' }, 2],
    [['status', '1', '--retries', '4'], { SIEM_EXPORT_RETRIES: '2' }, 4],
    [['download', '1'], {}, 3],
    [['wait', '1'], {}, 8],
    [['wait', '1', '--retries', '2'], {}, 2],
  ])('is given up: %j with %j is sent %i times', (argv, env, times) =>
    withSandbox(unavailable, async ({ run, sandbox }) => {
      const { exitCode } = await run(argv, { env });
      expect(exitCode).toBe(6);
      expect(sandbox.requests).toHaveLength(times);
    }),
  );

  it('follows the saved settings', () =>
    withSandbox(unavailable, async ({ run, sandbox }) => {
      expect((await run(['config', 'set', 'retries', '2'])).exitCode).toBe(0);
      await run(['status', '1']);
      expect(sandbox.requests).toHaveLength(2);
    }));
});

describe('the time of a whole command', () => {
  const hanging = parseScenario(
    {
      tasks: [{ id: 1, durationMs: 3_600_000 }],
      faults: [{ on: 'GetExportTask', times: 100, delayMs: 600_000 }],
    },
    'test',
  );

  it.each([
    [['status', '1', '--timeout', '2s']],
    [['status', '1', '--timeout', '2s', '--json']],
    [['download', '1', '--timeout', '2s']],
  ])('ends %j with 9', (argv) =>
    withSandbox(hanging, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(argv);
      expect(exitCode).toBe(9);
      if (argv.includes('--json'))
        expect(JSON.parse(stdout)).toMatchObject({ Meta: { Outcome: 'timed-out' } });
      else expect(stderr).toContain('--timeout (0:02)');
    }),
  );
});

describe('a limit that is none', () => {
  it.each([
    ['--retries', 'many'],
    ['--retries', '-1'],
    ['--connect-timeout', '0'],
    ['--request-timeout', 'soon'],
    ['--timeout', 'never'],
  ])('%s %s is a usage error that names the flag and the value', (flag, value) =>
    withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stderr } = await run(['status', '1', `${flag}=${value}`]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`${flag}: "${value}"`);
      expect(sandbox.requests).toHaveLength(0);
    }),
  );
});
