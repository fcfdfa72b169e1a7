import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../../src/base/interruption-error.ts';
import { findScenario } from '../../../src/sandbox/scenarios.ts';
import { withSandbox } from '../../helpers/run-cli.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { startServer } from '../../helpers/with-server.ts';
import { examine, inSandbox, type CheckObject } from './examine.ts';

const allOk = 'ok ok ok ok ok ok ok ok ok ok';

describe('doctor', () => {
  it('passes every check if nothing is wrong, and ends with 0', async () => {
    await inSandbox(undefined, async (bench) => {
      const { exitCode, states, checks, en, zh } = await examine(bench);
      expect(states).toBe(allOk);
      expect(exitCode).toBe(0);
      expect(en.split('\n').filter((line) => line.startsWith('✔'))).toHaveLength(10);
      expect(en).toContain('none (loopback)');
      expect(en).toContain('environment variables');
      expect(en).toMatch(/permission .* in cn-hangzhou, \d+ ms$/m);
      expect(zh).toMatch(/权限 .*，地域 cn-hangzhou/);
      expect(checks['credentials']?.Facts).toEqual({
        Source: 'environment variables',
        ExpiresAt: null,
      });
      expect(checks['proxy']?.Facts).toMatchObject({ Routes: [{ Proxy: 'direct' }] });
    });
  });

  it('names the region of the permission, and no other', async () => {
    await inSandbox(undefined, async (bench) => {
      const { en } = await examine(bench, ['--region', 'ap-southeast-1']);
      expect(en).toMatch(/permission .* in ap-southeast-1, /);
      expect(en).not.toContain('cn-hangzhou');
    });
  });

  it('shows the unsigned and the signed request with -v', async () => {
    await inSandbox(undefined, async ({ run, sandbox }) => {
      const { stderr } = await run(['doctor', '-v'], { clock: createScaledClock(1) });
      expect(stderr).toContain(`> GET ${sandbox.endpoint}/  unsigned request`);
      expect(stderr).toContain(`> POST ${sandbox.endpoint}/  GetExportTask`);
      expect(stderr).toContain('authorization: ***');
    });
  });

  it('prints what --query selects', async () => {
    await inSandbox(undefined, async ({ run }) => {
      const { stdout } = await run(['doctor', '--query', "Checks[?Name=='answer'].State | [0]"], {
        clock: createScaledClock(1),
      });
      expect(stdout).toBe('ok\n');
    });
  });

  it('detects a wrong secret with the signed request', async () => {
    await inSandbox(undefined, async (bench) => {
      const env = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'NotTheSecret/0000000000000000' };
      const { exitCode, checks, states } = await examine(bench, [], { env });
      expect(exitCode).toBe(4);
      expect(states).toBe('ok ok ok ok ok ok ok ok ok failed');
      expect(checks['permission']?.Error?.Code).toBe('SignatureDoesNotMatch');
    });
  });

  it('distinguishes a missing permission from a missing task', async () => {
    const faults = [{ on: 'GetExportTask', answer: { code: 'NoPermission' } }];
    await inSandbox({ faults }, async (bench) => {
      const { exitCode, checks, en, zh } = await examine(bench);
      expect(exitCode).toBe(4);
      expect(checks['permission']?.Error).toMatchObject({ Code: 'NoPermission' });
      expect(en).toContain('yundun-sas:GetExportTask');
      expect(en).toContain('"Effect":"Allow"');
      expect(zh).toContain('yundun-sas:GetExportTask');
    });
  });

  it('notes a clock that is 20 minutes off, although requests still work', async () => {
    await withSandbox(
      findScenario('clock-skew'),
      async (bench) => {
        const { exitCode, checks, en, zh, states } = await examine(bench);
        expect(exitCode).toBe(0);
        expect(states).toBe('ok ok ok ok ok ok ok ok note ok');
        expect(Number(checks['clock']?.Facts?.['OffsetMs'])).toBeGreaterThan(1_190_000);
        expect(Number(checks['clock']?.Facts?.['OffsetMs'])).toBeLessThan(1_210_000);
        expect(en).toMatch(/! clock .*(?:19:5\d|20:0\d) behind the service's/);
        expect(zh).toMatch(/! 时钟 .*比服务端慢/);
      },
      { factor: 1 },
    );
  });

  it('reports the clock as the reason if the service sends no date', async () => {
    const answer = JSON.stringify({
      RequestId: 'R',
      Code: 'InvalidTimeStamp.Expired',
      Message: '',
    });
    const server = await startServer((_, response) => {
      response.sendDate = false;
      response.writeHead(400).end(answer);
    });
    await inSandbox(undefined, async (bench) => {
      const { exitCode, checks } = await examine(bench, ['--endpoint', server.url]);
      expect(exitCode).toBe(4);
      expect(checks['clock']?.Facts).toEqual({ OffsetMs: null });
      expect(checks['permission']?.Error?.Code).toBe('InvalidTimeStamp.Expired');
    });
  });

  it('prints its object after Ctrl-C', async () => {
    const stop = new AbortController();
    const server = await startServer(() => {
      stop.abort(new InterruptionError('SIGINT'));
    });
    await inSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['doctor', '--json', '--endpoint', server.url], {
        signal: stop.signal,
        clock: createScaledClock(1),
      });
      expect(exitCode).toBe(130);
      const { Checks } = JSON.parse(stdout) as { readonly Checks: readonly CheckObject[] };
      expect(Checks.map(({ State }) => State).join(' ')).toBe(
        'ok ok ok ok ok ok failed skipped skipped skipped',
      );
      expect(Checks[6]?.Error?.Code).toBe('Interrupted');
    });
  });
});
