import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, withSandbox } from '../../helpers/run-cli.ts';

/** The values that are offered for the last word, in order. */
async function complete(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr, exitCode } = await runCli(['complete', '--', ...words]);
  expect([stderr, exitCode]).toEqual(['', 0]);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.replace(/\t.*/, '')]));
}

describe('completion', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['wa'], ['wait']],
    [['com'], ['completion']],
    [['help', 'ver'], ['verify']],
    [['wait', '--stall'], ['--stall-timeout']],
    [['wait', '1', '--timeout', '5m', '--if'], ['--if-exists']],
    [
      ['status', '--region', ''],
      ['cn-hangzhou', 'ap-southeast-1'],
    ],
    [['status', '--region', 'ap'], ['ap-southeast-1']],
    [['status', '--region=ap'], ['--region=ap-southeast-1']],
    [
      ['status', '--lang', ''],
      ['zh', 'en'],
    ],
    [['download', '--if-exists', 's'], ['skip']],
    [['wait', '--download', '-o', ''], [':files']],
    [['wait', '--download', '-d', ''], [':folders']],
    [['verify', ''], [':files']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [['sandbox', '--scenario', 'fla'], ['flaky']],
    [['sandbox', '--', ''], ['siem-export']],
    [['sandbox', '--', 'siem-export', 'sta'], ['status']],
    [
      ['sandbox', 'siem-export', 'wait', '--on-unknown', ''],
      ['wait', 'fail'],
    ],
    [['sandbox', '--', 'cat', ''], [':files']],
    [['explain', 'Throttling.U'], ['Throttling.User']],
    [['explain', 'timed'], ['timed-out']],
    [['wait', '--interval', ''], []],
    [['nonsense', ''], []],
  ])('of %j offers %j', async (words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });

  it('understands what bash makes of --region=', async () => {
    expect(await complete('status', '--region', '=')).toEqual(['cn-hangzhou', 'ap-southeast-1']);
    expect(await complete('status', '--region', '=', 'ap')).toEqual(['ap-southeast-1']);
  });

  it('offers no hidden command, and every other with its text', async () => {
    const { stdout } = await runCli(['complete', '--', ''], { env: { LANG: 'zh_CN.UTF-8' } });
    expect(stdout).toContain('wait\t等待任务结束');
    expect(stdout).not.toMatch(/^complete\t/m);
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('\t'))).toEqual([]);
  });

  it('offers the ids that this machine has seen, without those that stand there already', async () => {
    await withSandbox(undefined, async ({ run }) => {
      await run(['status', '200013', '400185']);
      const offered = async (...words: readonly string[]) =>
        (await run(['complete', '--', ...words])).stdout
          .split('\n')
          .flatMap((line) => (line === '' ? [] : [line.replace(/\t.*/, '')]));
      expect((await offered('wait', '')).toSorted()).toEqual(['200013', '400185']);
      expect(await offered('wait', '400185', '')).toEqual(['200013']);
      expect(await offered('download', '4')).toEqual(['400185']);
    });
  });

  it('offers the profiles of the CLI, and nothing of a broken file', async () => {
    await withSandbox(undefined, async ({ folder, run }) => {
      const home = join(folder, 'home');
      await mkdir(join(home, '.aliyun'), { recursive: true });
      const path = join(home, '.aliyun', 'config.json');
      await writeFile(path, JSON.stringify({ profiles: [{ name: 'audit' }, { name: 'prod' }] }));
      const ask = () => run(['complete', '--', 'status', '--profile', ''], { home });
      expect((await ask()).stdout).toBe('audit\nprod\n');
      await writeFile(path, '{"profiles": [');
      expect(await ask()).toMatchObject({ stdout: '', stderr: '', exitCode: 0 });
    });
  });

  it('names the shells where another is asked for', async () => {
    const { stderr, exitCode } = await runCli(['completion', 'tcsh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"tcsh"');
    expect(stderr).toContain('bash, zsh, fish, powershell');
  });
});
