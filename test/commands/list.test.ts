import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';
import { twoRegions } from './two-regions.ts';

const member = '113091674488';

describe('list', () => {
  it('has nothing on stdout and a note where nothing was seen', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      for (const flags of [[], ['--json'], ['--ids'], ['--refresh'], ['--pending']]) {
        const { exitCode, stdout, stderr } = await run(['list', ...flags]);
        expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
        expect(stderr).toContain('no tasks yet');
      }
      expect((await run(['list', '-q'])).stderr).toBe('');
      expect(await readdir(config)).toEqual([]);
    });
  });

  it('shows the tasks of status, wait and download, the one used last first', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      await run(['status', '400185']);
      await run(['wait', '200013', '--download']);
      const [first, second, ...others] = parseObjects((await run(['list', '--json'])).stdout);
      expect(others).toEqual([]);
      expect(first).toMatchObject({ Id: 200013, ExportStatus: 'success', Progress: 100 });
      expect(first?.Meta).toMatchObject({
        Outcome: 'succeeded',
        Pending: false,
        ExportId: 200013,
        Region: 'cn-hangzhou',
        RoleFor: null,
        Account: 1193842352994186,
        Path: join(folder, first?.FileName ?? ''),
      });
      expect(second).toMatchObject({ Id: 400185, Progress: 66, Meta: { Path: null } });
      const { stdout } = await run(['list']);
      expect(stdout.split('\n')[1]).toMatch(
        /^200013 +succeeded +100 % +\S.* ago +✔ event_\S+\.xlsx$/,
      );
      expect((await run(['list', '--ids'])).stdout).toBe('200013\n400185\n');
      expect((await run(['list', '--query', 'Meta.ExportId'])).stdout).toBe('200013\n400185\n');
    });
  });

  it('speaks Chinese', async () => {
    await withSandbox(undefined, async ({ run }) => {
      await run(['status', '400185']);
      const { stdout } = await run(['list'], { env: { SIEM_EXPORT_UI_LANG: 'zh' } });
      expect(stdout).toMatch(/任务 ID +结果 +进度 +上次使用 +文件\n *400185 +成功/);
    });
  });

  it('keeps neither a key nor a Link', async () => {
    await withSandbox(undefined, async ({ run, config, sandbox }) => {
      await run(['wait', '200013', '--download']);
      const names = await readdir(join(config, 'tasks'));
      expect(names).toEqual(['cn-hangzhou_own_200013.json']);
      const text = await readFile(join(config, 'tasks', names[0] ?? ''), 'utf8');
      expect(text).not.toMatch(/https?:|Signature|Expires|Link/);
      expect(text).not.toContain(sandbox.env['ALIBABA_CLOUD_ACCESS_KEY_ID']);
    });
  });

  it('does not remember what the service does not know', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      expect((await run(['status', '999'])).exitCode).toBe(5);
      expect(await readdir(config)).toEqual([]);
    });
  });

  it('filters what has not ended, by region and by account', async () => {
    await withSandbox(twoRegions, async ({ run }) => {
      await run(['status', '1', '3']);
      await run(['status', '2', '--region', 'ap-southeast-1']);
      await run(['status', '1', '--role-for', member]);
      const ids = async (...flags: string[]): Promise<string> =>
        (await run(['list', '--ids', ...flags])).stdout;
      expect(await ids()).toBe(`${member}/1\nap-southeast-1/2\n3\n1\n`);
      expect(await ids('--pending')).toBe(`${member}/1\nap-southeast-1/2\n1\n`);
      expect(await ids('--region', 'ap-southeast-1')).toBe('ap-southeast-1/2\n');
      expect(await ids('--role-for', member)).toBe(`${member}/1\n`);
      expect(await ids('--pending', '--region', 'cn-hangzhou')).toBe(`${member}/1\n1\n`);
      const { stdout, stderr } = await run(['list', '--role-for', '7', '--json']);
      expect(stdout).toBe('');
      expect(stderr).toContain('no task matches --region and --role-for (4 tasks');
      expect((await run(['list'])).stdout).toMatch(/^ *id +account +region +outcome/);
    });
  });

  it('asks again for what had not ended, in its region and for its account', async () => {
    await withSandbox(twoRegions, async ({ run, sandbox }) => {
      await run(['status', '3', '4']);
      await run(['status', '4', '--role-for', member]);
      await run(['status', '2', '--region', 'ap-southeast-1']);
      const before = parseObjects((await run(['list', '--json'])).stdout);
      // A minute and more of the sandbox's time: task 4 is done.
      const { length } = sandbox.requests;
      await run(['wait', '1', '--timeout', '60s']);
      const asked = sandbox.requests.length;
      expect(asked).toBeGreaterThan(length);
      const { exitCode, stdout, stderr } = await run(['list', '--refresh', '--json']);
      expect(exitCode).toBe(0);
      expect(stderr).toContain('refreshing 4 tasks');
      expect(sandbox.requests).toHaveLength(asked + 4);
      const after = parseObjects(stdout);
      const outcomes = after.map(({ Meta }) => [
        Meta.ExportId,
        Meta.RoleFor,
        Meta.Region,
        Meta.Outcome,
      ]);
      expect(outcomes).toEqual([
        [1, null, 'cn-hangzhou', 'running'],
        [2, null, 'ap-southeast-1', 'running'],
        [4, Number(member), 'cn-hangzhou', 'succeeded'],
        [4, null, 'cn-hangzhou', 'succeeded'],
        [3, null, 'cn-hangzhou', 'failed'],
      ]);
      // Looking is not using: the order stays, and so does the task that a command without id takes.
      expect(after.slice(1).map(({ Meta }) => Meta.LastUsedAt)).toEqual(
        before.map(({ Meta }) => Meta.LastUsedAt),
      );
      expect((await run(['list', '--ids', '--pending'])).stdout).toBe('1\nap-southeast-1/2\n');
    });
  });

  it('asks for a task that is gone once, and not again', async () => {
    const scenario = parseScenario(
      {
        tasks: [{ id: 1, durationMs: 3_600_000 }],
        faults: [
          {
            on: 'GetExportTask',
            after: 1,
            answer: { status: 400, code: 'InvalidExportId.NotFound' },
          },
        ],
      },
      'test',
    );
    await withSandbox(scenario, async ({ run, sandbox }) => {
      await run(['status', '1']);
      const { exitCode, stdout, stderr } = await run(['list', '--refresh']);
      expect(exitCode).toBe(5);
      expect(stdout).toMatch(/^ *1 +error/m);
      expect(stderr).toContain('✖ 1');
      expect((await run(['list', '--refresh'])).exitCode).toBe(0);
      expect(sandbox.requests).toHaveLength(2);
    });
  });

  it('pipes ids that can be waited for', async () => {
    await withSandbox(twoRegions, async ({ run, folder }) => {
      await run(['status', '4', '3']);
      const { stdout } = await run(['list', '--pending', '--ids']);
      const { exitCode } = await run(['wait', '-', '--download'], { stdin: stdout });
      expect(exitCode).toBe(0);
      expect((await readdir(folder)).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
    });
  });

  it('says in one note that a file is no entry, and shows the others', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      await run(['status', '400185']);
      await writeFile(join(config, 'tasks', 'cn-hangzhou_own_9.json'), '{ "exportId": "9", ');
      const { exitCode, stdout, stderr } = await run(['list', '--ids']);
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '400185\n' });
      expect(stderr).toMatch(/^skipped 1 damaged file in .*tasks\n$/);
    });
  });

  it('takes one form of output', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stderr } = await run(['list', '--ids', '--json']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--ids and --json');
      expect((await run(['list', '--region', 'mars'])).exitCode).toBe(2);
    });
  });

  it('is a note, and no failure, where the home cannot be written', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const config = join(folder, 'a-file');
      await writeFile(config, '');
      const { exitCode, stdout, stderr } = await run(['wait', '200013', '400185', '--json'], {
        config,
      });
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split('\n')).toHaveLength(2);
      expect(stderr.match(/not recorded/g)).toHaveLength(1);
    });
  });
});
