import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isInstalled, openRecipeBench } from './recipe-bench.ts';
import { readRecipe, recipes } from './recipe.ts';

const run = promisify(execFile);
const scripts = recipes.filter(({ language }) => language === 'bash');
const hasShellcheck = await isInstalled('shellcheck');
const hasJq = await isInstalled('jq');
const hasMake = await isInstalled('make');

describe('the scripts of recipes.md', () => {
  // A second opinion, where it is installed; that they run is tested below.
  it.skipIf(!hasShellcheck).each(scripts)('$name: shellcheck finds nothing', async ({ text }) => {
    const checked = run('shellcheck', ['-'], { encoding: 'utf8' });
    checked.child.stdin?.end(text);
    await expect(checked).resolves.toMatchObject({ stdout: '' });
  });

  it('are all run by a test', () => {
    expect(scripts.map(({ name }) => name)).toEqual([
      ...['fetch.sh', 'link.sh', 'report.sh', 'path.sh'],
      ...['nightly.sh', 'mail-on-failure.sh', 'spread.sh'],
    ]);
  });
});

describe('fetch.sh', () => {
  it('fetches the file', async () => {
    const { run, list } = await openRecipeBench();
    expect(await run('fetch.sh 1')).toEqual({ code: 0, stdout: '1 is in evidence/\n', stderr: '' });
    expect(await list('evidence')).toHaveLength(2);
  });

  it.each([
    [3, '3', 'start another export'],
    [5, '99', 'the task does not exist in this region and account'],
  ])('ends with %i, the code of the program, and says what to do', async (code, id, said) => {
    const { run } = await openRecipeBench();
    const ended = await run(`fetch.sh ${id}`);
    expect(ended.stderr).toContain(said);
    expect(ended).toMatchObject({ code, stdout: '' });
  });
});

// The recipes with jq need it; `.ci/run` installs it.
describe.skipIf(!hasJq)('link.sh', () => {
  it('prints the Link', async () => {
    const { run } = await openRecipeBench();
    const ended = await run('link.sh 1', { showsLink: true });
    expect(ended.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+\n$/);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('prints nothing for a task that failed, and ends with the code of the program', async () => {
    const { run } = await openRecipeBench();
    expect(await run('link.sh 3')).toMatchObject({ code: 3, stdout: '' });
  });
});

// As above.
describe.skipIf(!hasJq)('report.sh', () => {
  it('prints a line for each task, and ends with 12 where they differ', async () => {
    const { run, list } = await openRecipeBench();
    const { code, stdout } = await run('report.sh 1 3');
    const lines = stdout.trimEnd().split('\n').sort();
    expect(lines[0]).toMatch(/^1,"succeeded",0,"[0-9a-f]{64}"$/);
    expect(lines.slice(1)).toEqual(['3,"failed",3,""']);
    expect(code).toBe(12);
    expect(await list('evidence')).toHaveLength(2);
  });
});

describe('path.sh', () => {
  it('prints the path of the file that it fetched', async () => {
    const { run, folder } = await openRecipeBench();
    const { code, stdout } = await run('path.sh 2');
    expect(code).toBe(0);
    const bytes = await readFile(join(folder, stdout.trimEnd()));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  it('ends with the code of the program where there is no file', async () => {
    const { run } = await openRecipeBench();
    expect(await run('path.sh 3')).toMatchObject({ code: 3, stdout: '\n' });
  });
});

// Nothing else runs a Makefile; `.ci/run` installs make.
describe.skipIf(!hasMake)('the Makefile', () => {
  const make = `make -j2 -f <(cat <<'MAKEFILE'\n${readRecipe('Makefile')}MAKEFILE\n)`;

  it('fetches what is missing, and nothing a second time', async () => {
    const { run, list } = await openRecipeBench();
    expect((await run(`${make} IDS="1 2"`)).code).toBe(0);
    expect((await list('evidence')).filter((name) => name.endsWith('.xlsx'))).toEqual([
      '1.xlsx',
      '2.xlsx',
    ]);
    const again = await run(`${make} IDS="1 2"`);
    expect(again.stdout).not.toContain('siem-export');
    expect(again.code).toBe(0);
  });

  it('leaves no target of a task that failed, and says its code', async () => {
    const { run, list } = await openRecipeBench();
    const { code, stderr } = await run(`${make} -k IDS="3 1"`);
    expect(code).toBe(2);
    expect(stderr).toContain('Error 3');
    expect(await list('evidence')).toEqual(['1.xlsx', '1.xlsx.receipt.json']);
  });
});

describe('spread.sh', () => {
  it('fetches the file of each id', async () => {
    const { run, list } = await openRecipeBench();
    expect((await run('spread.sh', { stdin: '1\n2\n' })).code).toBe(0);
    expect(await list('evidence')).toHaveLength(4);
  });

  it('ends with 123 when one of them failed, and has the others', async () => {
    const { run, list } = await openRecipeBench();
    expect((await run('spread.sh', { stdin: '3\n1\n' })).code).toBe(123);
    expect(await list('evidence')).toHaveLength(2);
  });
});
