import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';

const member = '113091674488';

describe('forget', () => {
  it('removes tasks by id, from standard input, or all of them', async () => {
    await withSandbox(undefined, async ({ run, config }) => {
      await run(['status', '200013', '400185']);
      await run(['status', '200013', '--role-for', member]);
      expect(await run(['forget', '200013', '--role-for', member])).toMatchObject({
        exitCode: 0,
        stdout: '',
        stderr: 'forgot 1 task\n',
      });
      expect((await run(['list', '--ids'])).stdout).toBe('400185\n200013\n');
      expect((await run(['forget', '-'], { stdin: '400185' })).exitCode).toBe(0);
      expect((await run(['list', '--ids'])).stdout).toBe('200013\n');
      expect((await run(['forget', '--all'])).stderr).toBe('forgot 1 task\n');
      expect(await readdir(join(config, 'tasks'))).toEqual([]);
      expect((await run(['forget', '--all'])).exitCode).toBe(0);
    });
  });

  it('is 5 for a task that is not known, and 12 where others were', async () => {
    await withSandbox(undefined, async ({ run }) => {
      await run(['status', '200013', '-q']);
      const unknown = await run(['forget', '77']);
      expect(unknown.exitCode).toBe(5);
      expect(unknown.stderr).toContain('no task 77 is recorded here');
      const { exitCode, stdout } = await run(['forget', '200013', '77', '--json']);
      expect(exitCode).toBe(12);
      expect(parseObjects(stdout).map(({ Meta }) => [Meta.ExportId, Meta.Outcome])).toEqual([
        [200013, 'running'],
        [77, 'error'],
      ]);
      expect((await run(['list', '--ids'])).stdout).toBe('');
    });
  });

  it.each([[[]], [['1', '--all']], [['x']]])('is a usage error for %j', async (args) => {
    await withSandbox(undefined, async ({ run }) => {
      expect((await run(['forget', ...args])).exitCode).toBe(2);
    });
  });
});
