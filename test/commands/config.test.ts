import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSandbox, type Bench } from '../helpers/run-cli.ts';
import { expectMode } from '../helpers/posix.ts';

interface SettingObject {
  readonly Key: string;
  readonly Value: string | null;
  readonly Origin: string;
  readonly Place: string | null;
  readonly Saved: string | null;
  readonly Error: string | null;
}

/** Without the variables that the sandbox sets. */
const unset = { SIEM_EXPORT_REGION: '', SIEM_EXPORT_ENDPOINT: '' };

async function list(
  { run }: Bench,
  ...flags: readonly string[]
): Promise<Readonly<Record<string, SettingObject>>> {
  const { stdout } = await run(['config', 'list', '--json', ...flags], { env: unset });
  const objects = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SettingObject);
  return Object.fromEntries(objects.map((object) => [object.Key, object]));
}

describe('config', () => {
  it.each([
    ['region', 'ap-southeast-1'],
    ['lang', 'en'],
    ['roleFor', '9223372036854775807'],
    ['profile', 'night shift'],
    ['endpoint', 'http://127.0.0.1:1'],
    ['vpc', 'true'],
  ])('saves %s, reads it back and takes it away', async (key, value) => {
    await withSandbox(undefined, async ({ run, config, sandbox }) => {
      expect(await run(['config', 'get', key])).toMatchObject({ exitCode: 0, stdout: '' });
      expect((await run(['config', 'set', key, value], { env: unset })).exitCode).toBe(0);
      expect(await run(['config', 'get', key])).toMatchObject({
        exitCode: 0,
        stdout: `${value}\n`,
      });
      await expectMode(join(config, 'config.json'), 0o600);
      expect((await run(['config', 'unset', key])).exitCode).toBe(0);
      expect(await run(['config', 'get', key])).toMatchObject({ exitCode: 0, stdout: '' });
      expect(sandbox.requests).toEqual([]);
    });
  });

  it('writes nothing where there is nothing to remember', async () => {
    await withSandbox(undefined, async (bench) => {
      await bench.run(['config', 'get', 'lang']);
      await bench.run(['config', 'unset', 'lang']);
      await list(bench);
      await expect(access(join(bench.config, 'config.json'))).rejects.toThrow('ENOENT');
    });
  });

  it('lists each value in force and where it comes from: flag, variable, file or default', async () => {
    await withSandbox(undefined, async (bench) => {
      const { run, config } = bench;
      await run(['config', 'set', 'lang', 'en']);
      await run(['config', 'set', 'roleFor', '113091674488']);
      const settings = await list(bench, '--role-for', '113091674489');
      const path = join(config, 'config.json');
      expect(settings['region']).toMatchObject({
        Value: 'cn-hangzhou',
        Origin: 'default',
        Place: null,
      });
      expect(settings['lang']).toMatchObject({
        Value: 'en',
        Origin: 'file',
        Place: `lang of ${path}`,
      });
      expect(settings['roleFor']).toEqual({
        Key: 'roleFor',
        Value: '113091674489',
        Origin: 'flag',
        Place: '--role-for',
        Saved: '113091674488',
        Error: null,
      });
      const { stdout } = await run(['config', 'list']);
      expect(stdout).toMatch(/^region +cn-hangzhou +variable SIEM_EXPORT_REGION$/m);
      expect(stdout).toMatch(/^vpc +false +default$/m);
    });
  });

  it('says when a variable overrides the value that was just saved', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { stderr } = await run(['config', 'set', 'region', 'ap-southeast-1']);
      expect(stderr).toContain('SIEM_EXPORT_REGION overrides the saved value');
    });
  });

  it('prints the path of its file', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      expect((await run(['config', 'path'])).stdout).toBe(`${join(config, 'config.json')}\n`);
    });
  });

  it.each([
    [['region', 'mars'], '"mars"'],
    [['roleFor', '-5'], 'usage'],
    [['vpc', 'maybe'], '"maybe"'],
    [['endpoint', 'http://example.com'], 'example.com'],
    [['colour', 'red'], 'roleFor'],
  ])('refuses to set %j', async (args, named) => {
    await withSandbox(undefined, async ({ run, config }) => {
      const { exitCode, stderr } = await run(['config', 'set', ...args]);
      expect(exitCode).toBe(2);
      if (named !== 'usage') expect(stderr).toContain(named);
      await expect(access(join(config, 'config.json'))).rejects.toThrow('ENOENT');
    });
  });

  it.each([
    ['profile', 'LTAI5tGoldenVectorAK00001'],
    ['profile', 'GoldenVectorSecretKey000000001'],
    ['endpoint', 'https://user:s3cr3tpassword@siem.test'],
    ['accessKeySecret', 'GoldenVectorSecretKey000000001'],
  ])('never saves a secret, and does not repeat it: %s', async (key, secret) => {
    await withSandbox(undefined, async ({ run, config }) => {
      const { exitCode, stdout, stderr } = await run(['config', 'set', key, secret]);
      expect(exitCode).toBe(2);
      expect(stdout + stderr).not.toContain(secret);
      expect(stderr).not.toContain('s3cr3tpassword');
      await expect(access(join(config, 'config.json'))).rejects.toThrow('ENOENT');
    });
  });

  it('is a usage error for every command where a value was broken by hand, and mends it', async () => {
    await withSandbox(undefined, async ({ run, config, sandbox }) => {
      const path = join(config, 'config.json');
      await mkdir(config, { recursive: true });
      await writeFile(path, '{ "region": "mars", "lang": "en", "later": 1 }');
      for (const argv of [
        ['status', '1'],
        ['wait'],
        ['config', 'get', 'region'],
        ['config', 'list'],
      ]) {
        const { exitCode, stderr } = await run(argv, { env: unset });
        expect(exitCode).toBe(2);
        expect(stderr).toContain(`region of ${path}: "mars"`);
      }
      expect(sandbox.requests).toEqual([]);
      const shown = await run(['config', 'list'], { env: unset });
      expect(shown.stdout).toMatch(/^lang +en +file/m);
      expect((await run(['config', 'get', 'lang'])).stdout).toBe('en\n');
      expect((await run(['config', 'path'])).exitCode).toBe(0);
      expect((await run(['config', 'set', 'lang', 'zh'])).exitCode).toBe(0);
      expect((await run(['config', 'set', 'region', 'cn-hangzhou'])).exitCode).toBe(0);
      expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
        region: 'cn-hangzhou',
        lang: 'zh',
        later: 1,
      });
    });
  });

  it('shows no password that stands in the file', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      await writeFile(
        join(config, 'config.json'),
        '{"endpoint":"https://u:s3cr3tpassword@x.test"}',
      );
      for (const argv of [['list'], ['list', '--json'], ['get', 'endpoint']]) {
        const { exitCode, stdout, stderr } = await run(['config', ...argv], { env: unset });
        expect(exitCode).toBe(2);
        expect(stdout + stderr).not.toContain('s3cr3tpassword');
      }
    });
  });

  it('ends 2 with the reason where its folder cannot be written', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const config = join(folder, 'a-file');
      await writeFile(config, '');
      const { exitCode, stderr } = await run(['config', 'set', 'lang', 'en'], { config });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/a-file.* cannot be written \(E[A-Z]+\)/);
    });
  });

  it('takes a key in the letters of its flag or variable', async () => {
    await withSandbox(undefined, async ({ run }) => {
      for (const [index, key] of ['role-for', '--role-for', 'ROLE_FOR', 'rolefor'].entries()) {
        const value = String(113_091_674_489 + index);
        expect(await run(['config', 'set', '--', key, value])).toMatchObject({ exitCode: 0 });
        expect(await run(['config', 'get', 'roleFor'])).toMatchObject({ stdout: `${value}\n` });
      }
    });
  });

  it('names the key that is wrong, unless it may be a secret', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stderr } = await run(['config', 'set', 'colour', 'red']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('"colour" is not a key; allowed are region, lang, roleFor');
      const secret = await run(['config', 'set', 'LTAI5tExampleExampleExam', 'x']);
      expect(secret.stderr).not.toContain('LTAI');
    });
  });
});
