import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { findScenario } from '../../src/sandbox/scenarios.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { createdWith } from './created-with.ts';

describe('a create whose answer is lost', () => {
  it('is sent once, ends with 6 and says where to look', async () => {
    await withSandbox(findScenario('lost-create'), async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['create', '--wait', '--download']);
      expect(exitCode).toBe(6);
      expect(stdout).toBe('');
      expect(stderr).toContain('may already exist');
      expect(stderr).toContain('console');
      expect(createdWith(sandbox)).toHaveLength(1);
      expect(sandbox.requests).toHaveLength(1);
    });
  });

  it('has its object', async () => {
    await withSandbox(findScenario('lost-create'), async ({ run }) => {
      const { stdout } = await run(['create', '--json']);
      const { Meta } = JSON.parse(stdout) as { Meta: object };
      expect(Meta).toMatchObject({
        Outcome: 'error',
        ExitCode: 6,
        ExportId: null,
        Error: { Code: 'CreateAnswerLost' },
      });
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('because of %s says that the task may exist', async (name, code) => {
    const scenario = parseScenario({ faults: [{ on: 'CreateExportTask', hang: true }] }, 'test');
    await withSandbox(scenario, async ({ run, sandbox }) => {
      const controller = new AbortController();
      const running = run(['create', '--wait', '--json'], { signal: controller.signal });
      while (sandbox.requests.length === 0) await setImmediate();
      controller.abort(new InterruptionError(name));
      const { exitCode, stdout, stderr } = await running;
      expect(exitCode).toBe(code);
      expect(stderr).toContain('may already exist');
      expect(stderr).toContain('console');
      expect(stderr).not.toContain('siem-export wait');
      const { Meta } = JSON.parse(stdout) as { Meta: object };
      expect(Meta).toMatchObject({ Outcome: 'interrupted', ExitCode: code });
    });
  });
});
