import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../../src/base/interruption.ts';
import { parseScenario } from '../../../src/sandbox/scenario.ts';
import { scenarios } from '../../../src/sandbox/scenarios.ts';
import { startForwardProxy } from '../../helpers/forward-proxy.ts';
import { withSandbox, type Bench, type CliOptions } from '../../helpers/run-cli.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { tlsPair } from '../../helpers/tls-pair.ts';
import { findClosedPort, listen, startServer } from '../../helpers/with-server.ts';
import { isPosix } from '../../helpers/posix.ts';

interface CheckObject {
  readonly Name: string;
  readonly State: 'ok' | 'note' | 'failed' | 'skipped';
  readonly Facts: Readonly<Record<string, unknown>> | null;
  readonly SkippedBecause: string | null;
  readonly Error: { readonly Code: string; readonly Message: string; readonly Hint: string } | null;
}

interface Examined {
  readonly exitCode: number;
  readonly en: string;
  readonly zh: string;
  readonly checks: Readonly<Record<string, CheckObject>>;
  /** `ok ok note failed skipped`, in the order of the checks. */
  readonly states: string;
}

/** Runs the doctor in both languages and with --json; no secret may be in anything that it prints. */
async function examine(
  { run }: Pick<Bench, 'run'>,
  argv: readonly string[] = [],
  options: CliOptions = {},
): Promise<Examined> {
  const clock = createScaledClock(1);
  const json = await run(['doctor', '--json', '-v', ...argv], { clock, ...options });
  const en = await run(['doctor', ...argv], { clock, ...options });
  const zh = await run(['doctor', ...argv], {
    clock,
    ...options,
    env: { ...options.env, SIEM_EXPORT_UI_LANG: 'zh' },
  });
  expect([en.exitCode, zh.exitCode]).toEqual([json.exitCode, json.exitCode]);
  const printed = [json, en, zh].map(({ stdout, stderr }) => stdout + stderr).join('');
  for (const secret of secrets) expect(printed).not.toContain(secret);
  // Nobody is sent to where they are.
  expect(printed).not.toContain('siem-export doctor');
  const object = JSON.parse(json.stdout) as {
    readonly ExitCode: number;
    readonly Checks: readonly CheckObject[];
  };
  expect(json.stdout.split('\n')).toHaveLength(2);
  expect(object.ExitCode).toBe(json.exitCode);
  return {
    exitCode: json.exitCode,
    en: en.stdout,
    zh: zh.stdout,
    checks: Object.fromEntries(object.Checks.map((check) => [check.Name, check])),
    states: object.Checks.map(({ State }) => State).join(' '),
  };
}

const secrets = ['NotTheSecret/0000000000000000', 'proxy-password', 'CAIStokenTOKENtoken'];

const allOk = 'ok ok ok ok ok ok ok ok ok ok';
const noKeys = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: '',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};

const inSandbox = (scenario: object | undefined, use: (bench: Bench) => Promise<void>) =>
  withSandbox(scenario === undefined ? undefined : parseScenario(scenario, 'the test'), use, {
    factor: 1,
  });

describe('the doctor', () => {
  it('finds nothing to mend where the job would work, and ends with 0', async () => {
    await inSandbox(undefined, async (bench) => {
      const { exitCode, states, checks, en, zh } = await examine(bench);
      expect(states).toBe(allOk);
      expect(exitCode).toBe(0);
      expect(en.split('\n').filter((line) => line.startsWith('✔'))).toHaveLength(10);
      expect(en).toContain('none (loopback)');
      expect(en).toContain('environment variables');
      expect(en).toMatch(/permission .*may live in the other region: --region ap-southeast-1/);
      expect(zh).toMatch(/权限 .*找不到的任务可能在另一地域：--region ap-southeast-1/);
      expect(checks['credentials']?.Facts).toEqual({
        Source: 'environment variables',
        ExpiresAt: null,
      });
      expect(checks['proxy']?.Facts).toMatchObject({ Routes: [{ Proxy: 'direct' }] });
    });
  });

  it('names the other region the other way round, too', async () => {
    await inSandbox(undefined, async (bench) => {
      const { en } = await examine(bench, ['--region', 'ap-southeast-1']);
      expect(en).toContain('--region cn-hangzhou');
      expect(en).not.toContain('--region ap-southeast-1');
    });
  });

  it('shows each request with -v, the unsigned and the signed one', async () => {
    await inSandbox(undefined, async ({ run, sandbox }) => {
      const { stderr } = await run(['doctor', '-v'], { clock: createScaledClock(1) });
      expect(stderr).toContain(`> GET ${sandbox.endpoint}/  unsigned request`);
      expect(stderr).toContain(`> POST ${sandbox.endpoint}/  GetExportTask`);
      expect(stderr).toContain('authorization: ***');
    });
  });

  it('prints what --query picks', async () => {
    await inSandbox(undefined, async ({ run }) => {
      const { stdout } = await run(['doctor', '--query', "Checks[?Name=='answer'].State | [0]"], {
        clock: createScaledClock(1),
      });
      expect(stdout).toBe('ok\n');
    });
  });

  it('says where credentials are missing, and looks at the network all the same', async () => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, [], { env: noKeys });
      expect(found.exitCode).toBe(4);
      expect(found.states).toBe('ok ok failed ok ok ok ok ok ok skipped');
      expect(found.checks['credentials']?.Error?.Code).toBe('CredentialsNotFound');
      expect(found.checks['permission']?.SkippedBecause).toBe('credentials');
      expect(found.en).toMatch(/✖ credentials .*no credentials were found/);
      expect(found.en).toContain('aliyun configure');
      expect(found.en).toMatch(/- permission .*skipped: it depends on credentials/);
      expect(found.zh).toMatch(/✖ 凭证/);
      expect(found.zh).toContain('已跳过');
    });
  });

  it('tells a wrong secret by the signed request', async () => {
    await inSandbox(undefined, async (bench) => {
      const env = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'NotTheSecret/0000000000000000' };
      const { exitCode, checks, states } = await examine(bench, [], { env });
      expect(exitCode).toBe(4);
      expect(states).toBe('ok ok ok ok ok ok ok ok ok failed');
      expect(checks['permission']?.Error?.Code).toBe('SignatureDoesNotMatch');
    });
  });

  it('tells a missing permission from a task that is not there', async () => {
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

  it('notes a clock that is 20 minutes off: the job works, for requests are dated anew', async () => {
    await withSandbox(
      scenarios['clock-skew'],
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

  it('ends with the clock as the reason where the service does not tell the time', async () => {
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

  it('stops at a name that cannot be resolved', async () => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', 'siem-export.invalid']);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok failed skipped skipped skipped skipped skipped');
      expect(found.checks['dns']?.Error?.Code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
      expect(found.checks['permission']?.SkippedBecause).toBe('dns');
      expect(found.en).toMatch(/✖ DNS .*siem-export\.invalid: the name could not be resolved/);
    });
  });

  it('stops at a port that refuses connections', async () => {
    const port = await findClosedPort();
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', `http://127.0.0.1:${port}`]);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok failed skipped skipped skipped skipped');
      expect(found.checks['tcp']?.Error?.Code).toBe('ECONNREFUSED');
    });
  });

  it('stops at a certificate that nobody trusts, and names the variable that helps', async () => {
    const server = await startServer((_, response) => response.end(), tlsPair);
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url]);
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok failed skipped skipped skipped');
      expect(found.checks['tls']?.Error?.Code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
      expect(found.en).toContain('NODE_EXTRA_CA_CERTS');
      expect(found.zh).toContain('NODE_EXTRA_CA_CERTS');
    });
  });

  it.each([
    [403, 'ProxyRefused'],
    [407, 'ProxyAuthenticationRequired'],
  ])('stops at a proxy that refuses with %i', async (refuseWith, code) => {
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith });
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: `http://me:proxy-password@127.0.0.1:${proxy.port}` };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok failed skipped skipped skipped');
      expect(found.checks['tls']?.Error?.Code).toBe(code);
      const shown = `http://127.0.0.1:${proxy.port}`;
      expect(found.checks['proxy']?.Facts).toEqual({
        Routes: [
          { Host: 'siem.test', Proxy: shown },
          { Host: '*.oss-cn-hangzhou.aliyuncs.com', Proxy: shown },
        ],
      });
      expect(found.en).toContain(`siem.test through ${shown}`);
    });
  });

  it('tells that the store is exempt from the proxy', async () => {
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith: 403 });
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, no_proxy: '.aliyuncs.com' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.en).toContain('*.oss-cn-hangzhou.aliyuncs.com direct');
    });
  });

  it('refuses a proxy variable that cannot be used, without its value', async () => {
    await inSandbox(undefined, async (bench) => {
      const env = { HTTPS_PROXY: 'socks5://me:proxy-password@127.0.0.1:1' };
      const found = await examine(bench, ['--endpoint', 'siem.test'], { env });
      expect(found.exitCode).toBe(2);
      expect(found.states).toBe('ok ok ok failed skipped skipped skipped skipped skipped skipped');
      expect(found.en).toContain('HTTPS_PROXY');
    });
  });

  it('does not wait for ever for an endpoint that never answers', async () => {
    const port = await listen(createServer());
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', `http://127.0.0.1:${port}`], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.states).toBe('ok ok ok ok ok ok ok failed skipped skipped');
      expect(found.checks['answer']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('does not wait for ever for a signed request that is never answered', async () => {
    const server = await startServer((request, response) => {
      if (request.method === 'GET') response.writeHead(400).end();
    });
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('ETIMEDOUT');
    });
  });

  it('fails where something else than the API answers', async () => {
    const server = await startServer((_, response) => response.end('<html>Log in</html>'));
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, ['--endpoint', server.url], {
        clock: createScaledClock(10),
      });
      expect(found.exitCode).toBe(6);
      expect(found.checks['permission']?.Error?.Code).toBe('UnreadableAnswer');
    });
  });

  it.each([
    ['a flag', ['--region', 'moon'], '--region'],
    ['an endpoint', ['--endpoint', 'http://siem.test'], '--endpoint'],
  ])('ends with 2 for %s that is wrong', async (_, argv, named) => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, argv);
      expect(found.exitCode).toBe(2);
      expect(found.states).toBe(`ok failed${' skipped'.repeat(8)}`);
      expect(found.en).toMatch(new RegExp(`✖ configuration .*${named}`));
      expect(bench.sandbox.requests).toEqual([]);
    });
  });

  it('ends with 2 for a file of settings that is broken, and names it', async () => {
    await inSandbox(undefined, async (bench) => {
      const path = join(bench.config, 'config.json');
      await write(path, '{"region":', 0o600);
      const found = await examine(bench);
      expect(found.exitCode).toBe(2);
      expect(found.en).toContain(path);
    });
  });

  it.skipIf(!isPosix)('notes a file of keys that others can read, with its mode', async () => {
    await inSandbox(undefined, async (bench) => {
      const path = join(bench.folder, 'home', '.aliyun', 'config.json');
      await write(path, '{"profiles":[]}', 0o644);
      const found = await examine(bench);
      expect(found.exitCode).toBe(0);
      expect(found.checks['configuration']).toMatchObject({
        State: 'note',
        Facts: {
          Files: expect.arrayContaining([
            { Path: '~/.aliyun/config.json', Mode: '644', ReadableByOthers: true },
          ]) as unknown,
        },
      });
      expect(found.en).toMatch(/! configuration .*~\/\.aliyun\/config\.json \(mode 644\)/);
      expect(found.en).toContain('chmod 600 ~/.aliyun/config.json');
    });
  });

  it('says when a session ends', async () => {
    await inSandbox(undefined, async (bench) => {
      const expiration = Math.floor(Date.now() / 1000) + 3600;
      await write(
        join(bench.folder, 'home', '.aliyun', 'config.json'),
        JSON.stringify({
          current: 'sso',
          profiles: [
            {
              name: 'sso',
              mode: 'CloudSSO',
              access_key_id: 'STS.NotAKey0000000000',
              access_key_secret: 'NotTheSecret/0000000000000000',
              sts_token: 'CAIStokenTOKENtoken',
              sts_expiration: expiration,
            },
          ],
        }),
        0o600,
      );
      const found = await examine(bench, [], { env: noKeys });
      const until = new Date(expiration * 1000).toISOString();
      expect(found.checks['credentials']?.Facts).toEqual({
        Source: 'profile "sso" of ~/.aliyun/config.json',
        ExpiresAt: until,
      });
      expect(found.en).toContain(`a session until ${until}`);
      expect(found.exitCode).toBe(4);
    });
  });

  it('still prints its object after Ctrl-C', async () => {
    const stop = new AbortController();
    const server = await startServer(() => {
      stop.abort(new Interruption('SIGINT'));
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

async function write(path: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, mode);
}
