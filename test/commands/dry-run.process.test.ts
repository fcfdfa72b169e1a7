import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../helpers/run-cli.ts';

const execute = promisify(execFile);

/** Runs a command line as a user's shell would, with nothing of this process's environment but the path. */
async function runShell(script: string, env: Record<string, string> = {}): Promise<string> {
  const { PATH = '' } = process.env;
  const { stdout } = await execute('sh', ['-c', script], { env: { PATH, ...env } });
  return stdout;
}

/** Why what is printed cannot be run here; undefined: it can. */
const skipped = ['sh', 'curl'].find((tool) => spawnSync(tool, ['--version']).error !== undefined);
const because = skipped === undefined ? '' : ` (skipped: no ${skipped})`;

const name = '告警 é 😀 a+b&c=d%20 \'()*~ $HOME `id` \\ "x" !';
const token = 'CAISSandboxToken/with+slash==&and=signs';
const temporary = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.SandboxAccessKey0002',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'SandboxSecretThatOpensNothing2',
  ALIBABA_CLOUD_SECURITY_TOKEN: token,
};

describe('create --dry-run', () => {
  it('sends nothing, and says what it would send', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['create', '--name', name, '--dry-run']);
      expect(exitCode).toBe(0);
      expect(sandbox.requests).toEqual([]);
      expect(stdout).toMatch(/^curl --request POST http:\/\/127\.0\.0\.1:\d+\/ /);
      expect(stderr).toContain(`ExportTaskParameter: ${JSON.stringify({ IncidentName: name })}`);
      expect(stderr).toContain('Nothing was sent');
      expect(stdout + stderr).not.toContain(sandbox.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET']);
    });
  });

  // Where there is no shell or no curl, the title says so.
  it.skipIf(skipped !== undefined)(
    `prints what curl can send: the task is created, once${because}`,
    async () => {
      await withSandbox(undefined, async ({ run, sandbox }) => {
        const { stdout } = await run(['create', '--name', name, '--dry-run', '--wait']);
        const answer = JSON.parse(
          await runShell(stdout.replace('curl', 'curl --silent')),
        ) as object;
        expect(answer).toMatchObject({ Id: 500001 });
        const [sent] = sandbox.requests;
        expect(new URLSearchParams(sent?.body.toString()).get('ExportTaskParameter')).toBe(
          JSON.stringify({ IncidentName: name }),
        );
        const again = JSON.parse(await runShell(stdout.replace('curl', 'curl --silent'))) as object;
        expect(again).toMatchObject({ Code: 'SignatureNonceUsed' });
        const status = await run(['status', '500001', '--query', 'Id']);
        expect(status.stdout).toBe('500001\n');
      });
    },
  );

  it('names the variable of a security token, and not the token', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { stdout, stderr } = await run(['create', '--dry-run', '-v'], { env: temporary });
      expect(stdout).toContain('"x-acs-security-token: $ALIBABA_CLOUD_SECURITY_TOKEN"');
      expect(stderr).toContain('set ALIBABA_CLOUD_SECURITY_TOKEN where curl runs');
      expect(stdout + stderr).not.toContain(token);
      expect(stdout + stderr).not.toContain(encodeURIComponent(token));
    });
  });

  // As above.
  it.skipIf(skipped !== undefined)(
    `takes the token from the shell that runs it${because}`,
    async () => {
      await withSandbox(undefined, async ({ run }) => {
        const { stdout } = await run(['create', '--dry-run'], { env: temporary });
        const curl = stdout.replace('curl', 'curl --silent');
        const answer = await runShell(curl, { ALIBABA_CLOUD_SECURITY_TOKEN: token });
        expect(JSON.parse(answer)).toMatchObject({ Id: 500001 });
      });
    },
  );

  it.each([['--json'], ['--events']])('prints an object with %s', async (flag) => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const argv = ['create', '--level', 'low', '--dry-run', flag];
      const { exitCode, stdout } = await run(argv, { env: temporary });
      expect(exitCode).toBe(0);
      const object = JSON.parse(stdout) as Record<string, unknown>;
      expect(object).toEqual({
        Method: 'POST',
        Url: `${sandbox.endpoint}/`,
        Headers: expect.objectContaining({
          'x-acs-action': 'CreateExportTask',
          'x-acs-security-token': '$ALIBABA_CLOUD_SECURITY_TOKEN',
          authorization: expect.stringContaining('Signature=') as string,
        }) as object,
        Body: 'ExportTaskParameter=%7B%22ThreatLevel%22%3A%5B%222%22%5D%7D&ExportTaskType=incident_list&RegionId=cn-hangzhou',
      });
      expect(stdout).not.toContain(token);
    });
  });

  it('lets --query pick from the object', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { stdout } = await run(['create', '--dry-run', '--query', 'Body']);
      expect(stdout).toBe('ExportTaskType=incident_list&RegionId=cn-hangzhou\n');
      expect(sandbox.requests).toEqual([]);
    });
  });

  it('needs keys, and has an object for their absence', async () => {
    const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: '', ALIBABA_CLOUD_ACCESS_KEY_SECRET: '' };
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stdout } = await run(['create', '--dry-run', '--json'], { env });
      expect(exitCode).toBe(4);
      const { Meta } = JSON.parse(stdout) as { Meta: object };
      expect(Meta).toMatchObject({ ExitCode: 4, Error: { Code: 'CredentialsNotFound' } });
    });
  });

  it('is quiet with --quiet, and speaks Chinese', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const quiet = await run(['create', '--dry-run', '--quiet']);
      expect(quiet.stderr).toBe('');
      expect(quiet.stdout).toContain('curl');
      const chinese = await run(['create', '--dry-run'], { env: { LANG: 'zh_CN.UTF-8' } });
      expect(chinese.stderr).toContain('未发送任何请求');
    });
  });
});
