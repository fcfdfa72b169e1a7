import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { runCli, withSandbox } from '../helpers/run-cli.ts';

/** One id in two regions. */
const sameId = parseScenario(
  { tasks: [{ id: 200013 }, { id: 200013, region: 'ap-southeast-1' }] },
  'test',
);

/** Words of a command line, split at spaces, and what its error must name. */
const refused: readonly (readonly [line: string, named: string])[] = [
  // A flag of a download without one.
  ...['wait 1', 'create', 'create --wait'].flatMap((line) =>
    [
      '-o x',
      '-d x',
      '--if-exists fail',
      '--no-resume',
      '--connections 2',
      '--limit-rate 1m',
      '--no-receipt',
      '--allow-host x.example.com',
    ].map((flag) => [`${line} ${flag}`, 'requires --download'] as const),
  ),
  // A flag of waiting where nothing is waited for.
  ...[
    '--timeout 1m',
    '--stall-timeout 1m',
    '--interval 5s',
    '--max-interval 1m',
    '--on-unknown fail',
    '--fail-fast',
    '--concurrency 2',
    '--rate 2',
  ].map((flag) => [`create ${flag}`, 'requires --wait or --download'] as const),
  ['wait 1 --interval 5s --max-interval 1m', 'has no effect with --interval'],
  // No link is shown.
  ...[
    'download 1',
    'list',
    'forget 1',
    'verify x',
    'doctor',
    'explain 9',
    'config list',
    'config get region',
    'config set region cn-hangzhou',
    'config unset region',
    'config path',
  ].map((line) => [`${line} --show-link`, '--show-link'] as const),
  ['wait 1 --download --show-link', 'has no effect with --download'],
  ['create --download --show-link', 'has no effect with --download'],
  ['create --show-link', 'requires --wait'],
  // No file is written.
  ...['--if-exists fail', '--no-resume', '--no-receipt'].map(
    (flag) => [`download 1 -o - ${flag}`, 'has no effect with --output -'] as const,
  ),
  // Nothing is sent.
  ...['--lang en', '--profile x', '--endpoint example.com', '--vpc'].map(
    (flag) => [`list ${flag}`, 'requires --refresh'] as const,
  ),
  ['forget 1 --lang en', '--lang'],
  // Names of files that do not tell tasks apart.
  ['download 1 2 -o a.xlsx', '{id}'],
  ['download 1 2 -o {date}.xlsx', 'several tasks'],
  ['download 1 2 -o {region}-{account}.xlsx', 'several tasks'],
  ['download 1 ap-southeast-1/1 -o {id}.xlsx', 'several tasks'],
  ['download 1 -o {task}.xlsx', '"{task}"'],
  ['download 1 -o {id.xlsx', '{{'],
];

describe('a flag that can do nothing', () => {
  it.each(refused)('%s: a usage error, and nothing is sent', async (line, named) => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(line.split(' '));
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(named);
      expect(sandbox.requests).toEqual([]);
    });
  });

  it('is named in Chinese too', async () => {
    const { stderr } = await runCli(['wait', '1', '-d', 'x'], {
      env: { SIEM_EXPORT_UI_LANG: 'zh' },
    });
    expect(stderr).toContain('--dir 需要与 --download 一起使用');
  });

  it.each([
    'create --role-for 113091674489 --role-for 113091674490 --rate 2',
    'create --wait --timeout 1m',
    'wait 200013 --show-link',
    'status 200013 --show-link -v --no-progress',
    'list --refresh --lang en',
    'explain 9 --no-progress -q -v',
  ])('is not: %s', async (line) => {
    await withSandbox(undefined, async ({ run }) => {
      expect((await run(line.split(' '))).exitCode).not.toBe(2);
    });
  });
});

describe('the name of a file with braces', () => {
  it('serves several tasks, in two regions', async () => {
    await withSandbox(sameId, async ({ run, folder }) => {
      const tasks = ['200013', 'ap-southeast-1/200013'];
      const output = '{{{region}-{account}-{id}-{date}.xlsx';
      const { exitCode, stderr } = await run(['wait', ...tasks, '--download', '-o', output]);
      expect(exitCode, stderr).toBe(0);
      const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx'));
      expect(names.toSorted()).toEqual([
        expect.stringMatching(/^\{ap-southeast-1-own-200013-\d{4}-\d\d-\d\d\.xlsx$/),
        expect.stringMatching(/^\{cn-hangzhou-own-200013-\d{4}-\d\d-\d\d\.xlsx$/),
      ]);
    });
  });

  it('holds what the service says as a safe name', async () => {
    const scenario = { tasks: [{ id: 7, fileName: '../../evil/name.xlsx' }] };
    await withSandbox(parseScenario(scenario, 'test'), async ({ run, folder }) => {
      await run(['wait', '7', '--download', '-o', 'x-{name}']);
      const names = await readdir(folder);
      expect(names.filter((name) => name.endsWith('.xlsx'))).toEqual([
        expect.stringMatching(/^x-[^/]*evil[^/]*name\.xlsx$/),
      ]);
    });
  });
});

describe('wait without --download', () => {
  it('ends with the download link, without its query, and the command that downloads', async () => {
    await withSandbox(sameId, async ({ run }) => {
      const { exitCode, stdout, stderr } = await run([
        ...['wait', '200013', 'ap-southeast-1/200013', '--region', 'cn-hangzhou'],
        ...['--timeout', '5m'],
      ]);
      expect([exitCode, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+\?…?/m);
      expect(stderr).not.toContain('Signature=');
      const lines = stderr.trimEnd().split('\n');
      expect(lines.at(-1)).toBe(
        'to download: siem-export download 200013 ap-southeast-1/200013 --region cn-hangzhou',
      );
    });
  });

  it('shows the whole link with --show-link, and none in other forms', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const shown = await run(['wait', '200013', '--show-link']);
      expect(shown.stderr).toMatch(/^http:\/\/127\.0\.0\.1\S+Signature=/m);
      const json = await run(['wait', '200013', '--json']);
      expect(json.stderr).not.toContain('http');
      expect((await run(['wait', '200013', '-q'])).stderr).toBe('');
    });
  });
});
