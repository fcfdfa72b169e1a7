import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecipeBench, type RecipeBench } from './recipe-bench.ts';
import { readRecipe } from './recipe.ts';

/** The one folder of a day that is there. */
async function listDay({ list }: RecipeBench, folder: string): Promise<readonly string[]> {
  const [day = ''] = await list(folder);
  expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  return await list(join(folder, day));
}

describe('nightly.sh', () => {
  it('creates, waits and fetches; run again, it creates nothing and leaves the file alone', async () => {
    const bench = await openRecipeBench();
    const first = await bench.run('nightly.sh exports');
    expect(first).toEqual({ code: 0, stdout: '', stderr: '' });
    const files = await listDay(bench, 'exports');
    expect(files).toHaveLength(3);
    expect(await bench.run('nightly.sh exports')).toEqual(first);
    expect(await listDay(bench, 'exports')).toEqual(files);
    expect(bench.creates()).toBe(1);
  });

  it('goes on with the same task after a failed wait', async () => {
    const faults = [{ on: 'store', times: 1, answer: { code: 'NoSuchKey', status: 404 } }];
    const bench = await openRecipeBench({ faults });
    expect((await bench.run('nightly.sh exports')).code).toBe(7);
    expect((await bench.run('nightly.sh exports')).code).toBe(0);
    expect(bench.creates()).toBe(1);
  });

  it('never creates again where the end of a create is not known', async () => {
    const faults = [{ on: 'CreateExportTask', reset: 'after' }];
    const bench = await openRecipeBench({ faults });
    const lost = await bench.run('nightly.sh exports');
    expect(lost.stderr).toContain('the task may already exist');
    const again = await bench.run('nightly.sh exports');
    expect(again.stderr).toContain('remove that file');
    expect([lost.code, again.code, bench.creates()]).toEqual([6, 6, 1]);
  });

  it('tries again on the next run where the keys were refused', async () => {
    const code = 'InvalidAccessKeyId.NotFound';
    const faults = [{ on: 'CreateExportTask', times: 1, answer: { code } }];
    const bench = await openRecipeBench({ faults });
    expect((await bench.run('nightly.sh exports')).code).toBe(4);
    expect((await bench.run('nightly.sh exports')).code).toBe(0);
  });
});

describe('mail-on-failure.sh', () => {
  it('says nothing and sends nothing when all is well', async () => {
    const { run, mail } = await openRecipeBench();
    const ended = await run('mail-on-failure.sh soc@example.com nightly.sh exports');
    expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await mail()).toBeUndefined();
  });

  it('sends one mail with the code, what was said and what to do, and prints nothing', async () => {
    const { run, mail } = await openRecipeBench();
    const ended = await run('mail-on-failure.sh soc@example.com fetch.sh 3');
    expect(ended).toEqual({ code: 3, stdout: '', stderr: '' });
    const sent = await mail();
    expect(sent).toMatch(/^-s\nexit 3 on \S+: fetch\.sh 3\nsoc@example\.com\n/);
    expect(sent).toContain('start another export');
    expect(sent).toContain('task-failed');
  });

  it('tells of a command that is not there', async () => {
    const { run, mail } = await openRecipeBench();
    expect((await run('mail-on-failure.sh soc@example.com nonesuch')).code).toBe(127);
    expect(await mail()).toContain('nonesuch: command not found');
  });
});

describe('the crontab', () => {
  const jobs = readRecipe('crontab')
    .split('\n')
    .filter((line) => /^[\d*]/.test(line))
    .map((line) => /^((?:\S+ ){5})(.*)$/.exec(line)?.slice(1) ?? []);

  it('has times that cron can read, and no per cent sign, which is a line end to it', () => {
    for (const [times = '', command = ''] of jobs) {
      expect(times).toMatch(/^(?:(?:\*|\d+(?:-\d+)?) ){5}$/);
      expect(command).not.toContain('%');
    }
    expect(jobs).toHaveLength(2);
  });

  it('exports once, and sends no mail, however often it runs', async () => {
    const bench = await openRecipeBench();
    for (const [, command = ''] of jobs) {
      const env = { HOME: bench.folder };
      expect(await bench.run(command, { env })).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    expect(await listDay(bench, 'exports')).toHaveLength(3);
    expect(bench.creates()).toBe(1);
    expect(await bench.mail()).toBeUndefined();
  });

  it('sends a mail when the export fails', async () => {
    const bench = await openRecipeBench({ created: { durationMs: 0, finalStatus: 'failed' } });
    const [, command = ''] = jobs[0] ?? [];
    const env = { HOME: bench.folder };
    expect(await bench.run(command, { env })).toMatchObject({ code: 3, stdout: '', stderr: '' });
    const sent = await readFile(join(bench.folder, 'mail.txt'), 'utf8');
    expect(sent).toContain('nightly.sh');
    expect(sent).toContain('task-failed');
  });
});
