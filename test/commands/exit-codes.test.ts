import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { findScenario } from '../../src/sandbox/scenarios.ts';
import { withSandbox } from '../helpers/run-cli.ts';

interface TaskObject {
  readonly Link?: string;
  readonly Meta: {
    readonly Outcome: string;
    readonly ExitCode: number;
    readonly ExportId: number | null;
    readonly Polls: number;
    readonly Download: { readonly Path: string; readonly Verified: string } | null;
    readonly Error: { readonly Code: string; readonly Hint: string | null } | null;
  };
}

function parseObject(stdout: string): TaskObject {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as TaskObject;
}

describe('an exit code', () => {
  it('is 0 when the file is there, whole and verified', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const { exitCode, stdout } = await run(['wait', '200013', '--download', '--json']);
      const { Meta } = parseObject(stdout);
      expect(exitCode).toBe(0);
      expect(Meta).toMatchObject({ Outcome: 'succeeded', ExitCode: 0, ExportId: 200013 });
      expect(Meta.Download?.Verified).toBe('crc64');
      const names = await readdir(folder);
      expect(names.filter((name) => !name.endsWith('.receipt.json'))).toEqual([
        Meta.Download?.Path,
      ]);
    });
  });

  it('is 3 when the service reports that the export failed', async () => {
    await withSandbox(findScenario('failed'), async ({ run, folder }) => {
      const { exitCode, stdout, stderr } = await run(['wait', '200013', '--download', '--json']);
      expect(exitCode).toBe(3);
      expect(parseObject(stdout).Meta).toMatchObject({ Outcome: 'failed', ExitCode: 3 });
      expect(stderr).toContain('failed');
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('is 4 when the keys are rejected, and when there are none', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const rejected = await run(['status', '200013', '--json'], {
        env: { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'not-the-secret' },
      });
      expect(rejected.exitCode).toBe(4);
      expect(parseObject(rejected.stdout).Meta.Error?.Code).toBe('SignatureDoesNotMatch');
      expect(rejected.stdout + rejected.stderr).not.toContain('not-the-secret');
      const none = await run(['status', '200013', '--json'], {
        env: { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' },
      });
      expect(none.exitCode).toBe(4);
      expect(parseObject(none.stdout).Meta.Error?.Code).toBe('CredentialsNotFound');
    });
  });

  it('is 5 for a task that does not exist, and says where else it may be', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stderr } = await run(['wait', '999']);
      expect(exitCode).toBe(5);
      expect(stderr).toContain('--region ap-southeast-1');
    });
  });

  it('is 6 when service errors outlast the retries', async () => {
    const scenario = parseScenario(
      { faults: [{ on: 'GetExportTask', answer: { code: 'InternalError' } }] },
      'test',
    );
    await withSandbox(
      scenario,
      async ({ run, sandbox }) => {
        const { exitCode, stdout } = await run(['status', '200013', '--json']);
        expect(exitCode).toBe(6);
        expect(parseObject(stdout).Meta.Error?.Code).toBe('InternalError');
        expect(sandbox.requests.length).toBe(3);
      },
      { factor: 1000 },
    );
  });

  it('is 7 when another file stands under the name, which is left alone', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      await writeFile(join(folder, 'mine.xlsx'), 'precious');
      const { exitCode, stderr } = await run(['download', '400185', '-o', 'mine.xlsx']);
      expect(exitCode).toBe(7);
      expect(stderr).toContain('mine.xlsx already exists');
      expect(await readdir(folder)).toEqual(['mine.xlsx']);
    });
  });

  it('is 7 when the task succeeded without a Link', async () => {
    await withSandbox(findScenario('no-link'), async ({ run }) => {
      expect((await run(['wait', '200013'])).exitCode).toBe(0);
      const { exitCode, stdout } = await run(['wait', '200013', '--download', '--json']);
      expect(exitCode).toBe(7);
      expect(parseObject(stdout).Meta.Error?.Code).toBe('LinkMissing');
    });
  });

  it('is 8 when a task that is still running is to be downloaded, or its status is asked for', async () => {
    await withSandbox(findScenario('stalled'), async ({ run }) => {
      expect((await run(['download', '200013'])).exitCode).toBe(8);
      expect((await run(['status', '200013', '--exit-status'])).exitCode).toBe(8);
      expect((await run(['status', '200013'])).exitCode).toBe(0);
    });
  });

  it('is 9 without an answer, too, and then nothing is claimed of the task', async () => {
    const faults = [{ on: 'GetExportTask', hang: true }];
    await withSandbox(parseScenario({ faults }, 'test'), async ({ run }) => {
      const { exitCode, stdout, stderr } = await run(['wait', '7', '--timeout', '5s', '--json']);
      expect(exitCode).toBe(9);
      expect(parseObject(stdout).Meta).toMatchObject({ Outcome: 'timed-out', ExportId: 7 });
      expect(stderr).toContain('the state of the task is unknown');
      expect(stderr).not.toContain('continues in the cloud');
    });
  });

  it('is 9 after --timeout, and the last line goes on from there', async () => {
    await withSandbox(findScenario('stalled'), async ({ run }) => {
      const { exitCode, stdout, stderr } = await run([
        'wait',
        '200013',
        '--timeout',
        '5s',
        '--json',
      ]);
      expect(exitCode).toBe(9);
      expect(parseObject(stdout).Meta.Outcome).toBe('timed-out');
      expect(stderr.trimEnd().split('\n').at(-1)).toBe(
        'siem-export wait 200013 --timeout 5s --json',
      );
    });
  });

  it('is 9 after one request with --timeout 0', async () => {
    await withSandbox(findScenario('stalled'), async ({ run, sandbox }) => {
      expect((await run(['wait', '200013', '--timeout', '0'])).exitCode).toBe(9);
      expect(sandbox.requests).toHaveLength(1);
    });
  });

  it('is 10 when nothing changes for --stall-timeout', async () => {
    await withSandbox(findScenario('stalled'), async ({ run }) => {
      const { exitCode, stdout } = await run([
        'wait',
        '200013',
        '--stall-timeout',
        '20s',
        '--json',
      ]);
      expect(exitCode).toBe(10);
      expect(parseObject(stdout).Meta.Outcome).toBe('stalled');
    });
  });

  it('is 11 when what arrives is not what the store holds, and nothing is left', async () => {
    await withSandbox(findScenario('corrupt'), async ({ run, folder }) => {
      const { exitCode, stdout } = await run(['wait', '200013', '--download', '--json']);
      expect(exitCode).toBe(11);
      expect(parseObject(stdout).Meta.Error?.Code).toBe('DigestMismatch');
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('is 12 when some tasks end well and others do not', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['status', '400185', '999', '--json']);
      expect(exitCode).toBe(12);
      expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'is that of %s when it stops a wait, and the promised object is printed',
    async (name, code) => {
      await withSandbox(findScenario('stalled'), async ({ run, sandbox }) => {
        const controller = new AbortController();
        const running = run(['wait', '200013', '--json'], { signal: controller.signal });
        const state = { isOver: false };
        void running.finally(() => (state.isOver = true));
        while (sandbox.requests.length === 0 && !state.isOver) await setImmediate();
        controller.abort(new InterruptionError(name));
        const { exitCode, stdout, stderr } = await running;
        expect(exitCode).toBe(code);
        expect(parseObject(stdout).Meta).toMatchObject({ Outcome: 'interrupted', ExitCode: code });
        expect(stderr.trimEnd().split('\n').at(-1)).toBe('siem-export wait 200013 --json');
      });
    },
  );
});
