import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';

const [first, second, third] = ['113091674488', '113091674489', '113091674490'] as const;

function roleFors(...accounts: readonly string[]): readonly string[] {
  return accounts.flatMap((account) => ['--role-for', account]);
}

/** One account without the product, one without the permission. */
const mixed = parseScenario(
  {
    faults: [
      {
        on: 'GetExportTask',
        where: { RoleFor: second },
        answer: { status: 403, code: 'OrderExpired' },
      },
      {
        on: 'GetExportTask',
        where: { RoleFor: third },
        answer: { status: 403, code: 'NoPermission' },
      },
    ],
  },
  'test',
);

describe('several accounts', () => {
  it('get a folder each, an object each with its account, and a summary', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const { exitCode, stdout, stderr } = await run([
        'wait',
        '200013',
        ...roleFors(first, second, first),
        '--download',
        '--json',
        '-d',
        'evidence',
      ]);
      expect(exitCode).toBe(0);
      const objects = parseObjects(stdout).map(({ Meta }) => Meta);
      expect(objects.map(({ RoleFor }) => RoleFor).sort()).toEqual([Number(first), Number(second)]);
      for (const { RoleFor, Download } of objects) {
        expect(Download?.Path).toMatch(
          new RegExp(`^evidence/${RoleFor}/event_${RoleFor}_\\d+\\.xlsx$`),
        );
        await access(join(folder, Download?.Path ?? ''));
      }
      expect(stderr).toContain(`✔ ${first}/200013`);
      expect(stderr.trimEnd().split('\n').at(-1)).toBe('2 accounts: 2 succeeded');
    });
  });

  it('that have no product or no permission are reported and counted, and exit is 12', async () => {
    await withSandbox(mixed, async ({ run, folder }) => {
      const { exitCode, stderr } = await run([
        'wait',
        ...roleFors(first, second, third),
        '--download',
      ]);
      expect(exitCode).toBe(12);
      expect(stderr).toContain(`✖ ${second}`);
      expect(stderr).toContain(`✖ ${third}`);
      expect(stderr.trimEnd().split('\n').at(-1)).toBe(
        '3 accounts: 1 succeeded, 1 without the product (OrderExpired), 1 without permission (NoPermission)',
      );
      expect(await readdir(folder)).toEqual([first]);
      const same = await run(['status', ...roleFors(second, third)]);
      expect(same.exitCode).toBe(4);
    });
  });

  it('are summed up in Chinese too', async () => {
    await withSandbox(mixed, async ({ run }) => {
      const { stderr } = await run(['status', ...roleFors(first, second, third)], {
        env: { SIEM_EXPORT_UI_LANG: 'zh' },
      });
      expect(stderr.trimEnd().split('\n').at(-1)).toBe(
        '3 个账号：1 个仍在进行，1 个未开通产品（OrderExpired），1 个没有权限（NoPermission）',
      );
    });
  });

  it('come from a file: one a line, with comments and empty lines', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const lines = ['\ufeff# all of them', first, '', `  ${second}  # the bank`, first, ''];
      await writeFile(join(folder, 'accounts.txt'), lines.join('\r\n'));
      const { exitCode, stdout } = await run([
        'status',
        '400185',
        '--role-for',
        '@accounts.txt',
        '--json',
      ]);
      expect(exitCode).toBe(0);
      expect(parseObjects(stdout).map(({ Meta }) => Meta.RoleFor)).toEqual([
        Number(first),
        Number(second),
      ]);
    });
  });

  it('are several also where the file names one: its files lie where they lie each week', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      await writeFile(join(folder, 'one.txt'), first);
      expect((await run(['download', '400185', '--role-for', '@one.txt'])).exitCode).toBe(0);
      expect((await readdir(folder)).sort()).toEqual([first, 'one.txt']);
      expect((await run(['download', '400185', '--role-for', second])).exitCode).toBe(0);
      expect((await readdir(folder)).filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
    });
  });

  it('go on each with its own last task', async () => {
    const scenario = parseScenario({ tasks: [{ id: 1 }, { id: 2 }, { id: 3 }] }, 'test');
    await withSandbox(scenario, async ({ run }) => {
      await run(['status', '1', '--role-for', first]);
      await run(['status', '2', '--role-for', second]);
      const { stdout, stderr } = await run(['status', ...roleFors(first, second, third), '--json']);
      expect(stderr).toContain('known for 2 of 3 accounts');
      expect(parseObjects(stdout).map(({ Meta }) => [Meta.RoleFor, Meta.ExportId])).toEqual([
        [Number(first), 1],
        [Number(second), 2],
        [Number(third), 3],
      ]);
    });
  });

  it('are each asked for every id that is given', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { stdout, stderr } = await run([
        'status',
        '400185',
        '200013',
        ...roleFors(first, second),
        '--json',
      ]);
      expect(parseObjects(stdout)).toHaveLength(4);
      expect(stderr).toMatch(/^2 accounts, 4 tasks: /m);
    });
  });

  it('that are left are named by the command that goes on', async () => {
    const scenario = parseScenario(
      {
        tasks: [
          { id: 1, durationMs: 2000, account: first },
          { id: 1, durationMs: 3_600_000 },
        ],
      },
      'test',
    );
    await withSandbox(scenario, async ({ run, folder }) => {
      await writeFile(join(folder, 'all.txt'), [first, second, third].join('\n'));
      const { exitCode, stderr } = await run([
        'wait',
        '1',
        '--role-for',
        '@all.txt',
        '--timeout',
        '20s',
      ]);
      expect(exitCode).toBe(12);
      expect(stderr.trimEnd().split('\n').slice(-3)).toEqual([
        '3 accounts: 1 succeeded, 2 timed out',
        'To go on from here:',
        `siem-export wait ${second}/1 ${third}/1 --timeout 20s --role-for @all.txt`,
      ]);
      const open = await run(['wait', '--role-for', '@all.txt', '--timeout', '20s']);
      expect(open.stderr.trimEnd().split('\n').at(-1)).toBe(
        `siem-export wait ${second}/1 ${third}/1 --timeout 20s --role-for @all.txt`,
      );
    });
  });

  it('get a new task each, and wait for it', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const { exitCode, stdout, stderr } = await run([
        'create',
        '--level',
        'high',
        '--download',
        ...roleFors(first, second),
      ]);
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split('\n').sort()).toEqual([`${first}/500001`, `${second}/500002`]);
      expect(stderr).toContain('2 accounts: 2 succeeded');
      expect((await readdir(folder)).sort()).toEqual([first, second]);
      const ids = await run(['list', '--ids', '--role-for', first]);
      expect(ids.stdout).toMatch(new RegExp(`^${first}/50000[12]\n$`));
    });
  });

  it('whose new tasks are left are waited for by account', async () => {
    const scenario = parseScenario({ created: { durationMs: 3_600_000 } }, 'test');
    await withSandbox(scenario, async ({ run }) => {
      const { exitCode, stderr } = await run([
        'create',
        '--wait',
        '--timeout',
        '5s',
        ...roleFors(first, second),
      ]);
      expect(exitCode).toBe(9);
      const command = stderr.trimEnd().split('\n').at(-1) ?? '';
      expect(command).toMatch(
        /^siem-export wait \d+\/50000[12] \d+\/50000[12] --timeout 5s --role-for/,
      );
      const { stdout } = await run([...command.split(' ').slice(1), '--timeout', '0', '--json']);
      const accounts = parseObjects(stdout).map(({ Meta }) => Meta.RoleFor);
      expect(accounts.sort()).toEqual([Number(first), Number(second)]);
    });
  });

  it.each([
    [['wait', '1', '--download', '-o', 'x', ...roleFors(first, second)], '--output'],
    [['download', '1', '-o', '-', '--role-for', '@all.txt'], '--output'],
    [['status', '1', ...roleFors(first, 'me')], '"me"'],
    [['status', '1', '--role-for', '@none.txt'], 'none.txt'],
    [['status', '1', '--role-for', '@empty.txt'], 'no account'],
    [['status', '1', '--role-for', '@wrong.txt'], 'wrong.txt:2'],
  ])('are a usage error for %j, and nothing is sent', async (argv, named) => {
    await withSandbox(undefined, async ({ run, sandbox, folder }) => {
      await writeFile(join(folder, 'all.txt'), first);
      await writeFile(join(folder, 'empty.txt'), '# none\n');
      await writeFile(join(folder, 'wrong.txt'), `${first}\n-3\n`);
      const { exitCode, stderr } = await run(argv);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(named);
      expect(sandbox.requests).toEqual([]);
    });
  });
});
