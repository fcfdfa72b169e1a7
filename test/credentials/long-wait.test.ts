import { describe, expect, it } from 'vitest';
import { sessionKey, standardKey } from '../../src/sandbox/keys.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { runCli, withSandbox } from '../helpers/run-cli.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { startServer } from '../helpers/with-server.ts';
import { cliConfig, createHome, write } from './setup.ts';

const minute = 60_000;

/** A home whose profile assumes a role with this token service; its sessions expire after 15 minutes. */
async function createRoleHome(stsUrl: string): Promise<string> {
  const home = await createHome();
  const profile = {
    name: 'p',
    mode: 'RamRoleArn',
    access_key_id: standardKey.accessKeyId,
    access_key_secret: standardKey.accessKeySecret,
    ram_role_arn: 'acs:ram::1:role/r',
    expired_seconds: 900,
    sts_endpoint: stsUrl,
  };
  await write(home, cliConfig, { current: 'p', profiles: [profile] });
  return home;
}

describe('a wait that is longer than its session', () => {
  it('renews it before it expires, and no request is refused', async () => {
    const scenario = parseScenario({ tasks: [{ id: 200013, durationMs: 40 * minute }] }, 'test');
    await withSandbox(
      scenario,
      async ({ run, sandbox }) => {
        const clock = createScaledClock(1000);
        const endsAt: number[] = [];
        const sts = await startServer((_, response) => {
          const end = clock.now() + 15 * minute;
          endsAt.push(end);
          const Credentials = {
            AccessKeyId: sessionKey.accessKeyId,
            AccessKeySecret: sessionKey.accessKeySecret,
            SecurityToken: sessionKey.securityToken,
            Expiration: new Date(end).toISOString(),
          };
          response.end(JSON.stringify({ RequestId: 'R', Credentials }));
        });
        const home = await createRoleHome(sts.url);
        const { exitCode, stderr } = await run(['wait', '200013', '--json'], {
          clock,
          home,
          env: { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' },
        });
        expect(exitCode, stderr).toBe(0);
        // 40 minutes, in sessions of 15 minutes that are renewed 3 minutes before they expire.
        expect(sts.received.length).toBeGreaterThanOrEqual(4);
        const statuses = sandbox.requests.map(({ status }) => status);
        expect(new Set(statuses)).toEqual(new Set([200]));
      },
      { factor: 1000 },
    );
  });

  it('renews it once when the service reports that it has expired', async () => {
    const tokens = ['TheTokenThatWasRevoked', 'TheTokenThatIsFresh'];
    const sts = await startServer((_, response) => {
      const SecurityToken = tokens[sts.received.length - 1];
      const Credentials = {
        AccessKeyId: 'STS.OfTheRole',
        AccessKeySecret: 'SecretOfTheRoleOfThisTest',
        SecurityToken,
        Expiration: '2099-01-01T00:00:00Z',
      };
      response.end(JSON.stringify({ RequestId: 'R', Credentials }));
    });
    const api = await startServer(({ headers }, response) => {
      const isOver = api.received.length > 1 && headers['x-acs-security-token'] === tokens[0];
      const isLast = api.received.length > 3;
      if (isOver) response.writeHead(400).end('{"Code":"InvalidSecurityToken.Expired"}');
      else {
        const ExportStatus = isLast ? 'success' : 'exporting';
        response.end(JSON.stringify({ Id: 200013, ExportStatus, RequestId: 'R' }));
      }
    });
    const { exitCode, stderr } = await runCli(['wait', '200013', '-v'], {
      clock: createScaledClock(1000),
      home: await createRoleHome(sts.url),
      env: { SIEM_EXPORT_ENDPOINT: api.url },
    });
    expect(exitCode, stderr).toBe(0);
    expect(sts.received).toHaveLength(2);
    expect(api.received.map(({ headers }) => headers['x-acs-security-token'])).toEqual([
      ...[tokens[0], tokens[0], tokens[1], tokens[1]],
    ]);
    expect(stderr).toContain('* credentials renewed: profile "p" of ~/.aliyun/config.json');
  });
});
