import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPosix } from '../../helpers/posix.ts';
import { examine, inSandbox } from './examine.ts';

const noCredentials = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: '',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
};

describe('doctor, checking configuration and credentials', () => {
  it('reports missing credentials, and still checks the network', async () => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, [], { env: noCredentials });
      expect(found.exitCode).toBe(4);
      expect(found.states).toBe('ok ok failed ok ok ok ok ok ok skipped');
      expect(found.checks['credentials']?.Error?.Code).toBe('CredentialsNotFound');
      expect(found.checks['permission']?.SkippedBecause).toBe('credentials');
      expect(found.en).toMatch(/✖ credentials .*no credentials were found/);
      expect(found.en).toContain('aliyun configure');
      expect(found.en).toMatch(/- permission .*skipped: requires credentials/);
      expect(found.zh).toMatch(/✖ 凭证/);
      expect(found.zh).toContain('已跳过');
    });
  });

  it.each([
    ['a flag', ['--region', 'moon'], '--region'],
    ['an endpoint', ['--endpoint', 'http://siem.test'], '--endpoint'],
  ])('ends with 2 if %s is wrong', async (_, argv, named) => {
    await inSandbox(undefined, async (bench) => {
      const found = await examine(bench, argv);
      expect(found.exitCode).toBe(2);
      expect(found.states).toBe(`ok failed${' skipped'.repeat(8)}`);
      expect(found.en).toMatch(new RegExp(`✖ configuration .*${named}`));
      expect(bench.sandbox.requests).toEqual([]);
    });
  });

  it('ends with 2 if the settings file is not JSON, and names it', async () => {
    await inSandbox(undefined, async (bench) => {
      const path = join(bench.config, 'config.json');
      await write(path, '{"region":', 0o600);
      const found = await examine(bench);
      expect(found.exitCode).toBe(2);
      expect(found.en).toContain(path);
    });
  });

  it.skipIf(!isPosix)('notes a credentials file that others can read, with its mode', async () => {
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

  it('shows when a session ends', async () => {
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
      const found = await examine(bench, [], { env: noCredentials });
      const until = new Date(expiration * 1000).toISOString();
      expect(found.checks['credentials']?.Facts).toEqual({
        Source: 'profile "sso" of ~/.aliyun/config.json',
        ExpiresAt: until,
      });
      expect(found.en).toContain(`session valid until ${until}`);
      expect(found.exitCode).toBe(4);
    });
  });
});

async function write(path: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, mode);
}
