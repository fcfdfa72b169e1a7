import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';

const member = '113091674489';
const here = '200013';
const elsewhere = `ap-southeast-1/${member}/500003`;

/** Each task lives in one region and account; 500003 has the name of its file in two regions. */
const scenario = parseScenario(
  {
    tasks: [
      { id: 200013, durationMs: 0 },
      {
        id: 500003,
        durationMs: 0,
        region: 'ap-southeast-1',
        account: member,
        fileName: 'same.xlsx',
      },
      { id: 500003, durationMs: 0, region: 'cn-hangzhou', account: member, fileName: 'same.xlsx' },
    ],
  },
  'test',
);

describe('a reference', () => {
  it.each(['status', 'wait', 'download'])('names a task of %s in its region and account', (name) =>
    withSandbox(scenario, async ({ run }) => {
      const { exitCode, stdout } = await run([name, here, elsewhere, '--json']);
      expect(exitCode).toBe(0);
      const found = parseObjects(stdout).map(({ Meta }) => [Meta.Ref, Meta.Region, Meta.RoleFor]);
      expect(found.sort()).toEqual([
        [elsewhere, 'ap-southeast-1', Number(member)],
        [`cn-hangzhou/${here}`, 'cn-hangzhou', null],
      ]);
    }),
  );

  it('goes before flags, variables and saved defaults', () =>
    withSandbox(scenario, async ({ run }) => {
      await run(['config', 'set', 'region', 'cn-hangzhou']);
      const { exitCode } = await run([
        'status',
        elsewhere,
        '--region',
        'cn-hangzhou',
        '--role-for',
        '7',
      ]);
      expect(exitCode).toBe(0);
    }));

  it('with an account is asked for only there, a bare id in each account', () =>
    withSandbox(scenario, async ({ run, sandbox }) => {
      const fleet = ['--role-for', member, '--role-for', '113091674488'];
      const { stdout } = await run(['status', here, `${member}/500003`, '--json', ...fleet]);
      expect(parseObjects(stdout)).toHaveLength(3);
      expect(sandbox.requests).toHaveLength(3);
    }));

  it('is read from standard input, with comments, each once', () =>
    withSandbox(scenario, async ({ run, sandbox }) => {
      const stdin = `${here} # the nightly one\n# none: 7\r\n\t${elsewhere} ${here}\n`;
      const { exitCode, stdout } = await run(['status', '-', '--query', 'Meta.Ref'], { stdin });
      expect(exitCode).toBe(0);
      expect(stdout.trimEnd().split('\n').sort()).toEqual([elsewhere, `cn-hangzhou/${here}`]);
      expect(sandbox.requests).toHaveLength(2);
    }));

  it.each(['status', 'wait', 'download', 'forget'])(
    'is missing on standard input: nothing to do for %s',
    (name) =>
      withSandbox(scenario, async ({ run, sandbox }) => {
        for (const stdin of ['', ' \n# only a comment\n']) {
          const { exitCode, stdout, stderr } = await run([name, '-'], { stdin });
          expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
          expect(stderr).toContain('standard input names no task');
        }
        expect(sandbox.requests).toHaveLength(0);
      }),
  );

  it.each([
    ['cn-beijing/7', 'cn-hangzhou'],
    ['7/8/9', '[REGION/][ACCOUNT/]ID'],
    ['cn-hangzhou/', '[REGION/][ACCOUNT/]ID'],
  ])('%s is a usage error that says what is allowed, and nothing is sent', (written, allowed) =>
    withSandbox(scenario, async ({ run, sandbox }) => {
      const { exitCode, stderr } = await run(['wait', written]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(JSON.stringify(written));
      expect(stderr).toContain(allowed);
      expect(sandbox.requests).toHaveLength(0);
    }),
  );

  it('is the next step for a bare id that this machine has seen elsewhere', () =>
    withSandbox(scenario, async ({ run }) => {
      await run(['status', elsewhere]);
      const { exitCode, stderr } = await run(['status', '500003']);
      expect(exitCode).toBe(5);
      expect(stderr).toContain(elsewhere);
      const { stdout } = await run(['wait', '500003', '--json']);
      const [object] = parseObjects(stdout);
      expect(object?.Meta).toMatchObject({
        ExitCode: 5,
        Error: { Hint: expect.stringContaining(elsewhere) as string },
      });
    }));

  it('is forgotten alone', () =>
    withSandbox(scenario, async ({ run }) => {
      await run(['status', elsewhere, `${member}/500003`]);
      expect((await run(['forget', elsewhere])).exitCode).toBe(0);
      expect((await run(['list', '--ids'])).stdout).toBe(`${member}/500003\n`);
      const other = await run(['forget', '500003']);
      expect(other.exitCode).toBe(5);
      expect(other.stderr).toContain(`cn-hangzhou/${member}/500003`);
    }));
});

describe('what is printed', () => {
  it('works in the next command, whatever flags the last one had', () =>
    withSandbox(scenario, async ({ run }) => {
      const flags = ['--region', 'ap-southeast-1', '--role-for', member];
      const { stdout } = await run(['create', ...flags]);
      expect(stdout).toMatch(new RegExp(`^ap-southeast-1/${member}/\\d+\\n$`));
      expect((await run(['wait', stdout.trim(), '--timeout', 'none'])).exitCode).toBe(0);
      const listed = await run(['list', '--ids', ...flags]);
      expect(listed.stdout).toBe(stdout);
    }));

  it('goes on with what was interrupted, in the same region, account and folder', () =>
    withSandbox(
      parseScenario(
        {
          tasks: [
            { id: 1, durationMs: 0 },
            { id: 2, durationMs: 60_000, region: 'ap-southeast-1', account: member },
          ],
        },
        'test',
      ),
      async ({ run, folder }) => {
        const waiting = ['wait', '1', `ap-southeast-1/${member}/2`, '--download', '-d', 'out'];
        const { exitCode, stderr } = await run([...waiting, '--timeout', '10s']);
        expect(exitCode).toBe(12);
        const command = stderr.trimEnd().split('\n').at(-1) ?? '';
        const subfolder = join('out', member, 'ap-southeast-1');
        expect(command).toMatch(new RegExp(`^siem-export wait ap-southeast-1/${member}/2 `));
        expect(command).toContain(` --dir ${subfolder}`);
        const again = await run([...command.split(' ').slice(1), '--timeout', 'none']);
        expect(again.exitCode).toBe(0);
        const names = await readdir(join(folder, subfolder));
        expect(names.filter((name) => name.endsWith('.xlsx'))).toHaveLength(1);
      },
    ));
});

it('puts files of one name in two regions beside each other', () =>
  withSandbox(scenario, async ({ run, folder }) => {
    const { exitCode } = await run(['wait', elsewhere, `${member}/500003`, here, '--download']);
    expect(exitCode).toBe(0);
    expect(await readdir(join(folder, member))).toContain('same.xlsx');
    expect(await readdir(join(folder, member, 'ap-southeast-1'))).toContain('same.xlsx');
  }));
