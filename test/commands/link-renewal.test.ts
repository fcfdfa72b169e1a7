import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/sandbox/scenario.ts';
import { withSandbox } from '../helpers/run-cli.ts';
import { parseObjects } from './task-objects.ts';

/** The body breaks off, the Link has ended then, and the answer that should bring a fresh one says this. */
const changing = (elements: Readonly<Record<string, unknown>>) =>
  parseScenario(
    {
      tasks: [{ id: 1, durationMs: 0 }],
      faults: [
        { on: 'store', times: 1, truncateAfterBytes: 1000 },
        { on: 'store', expireLinks: true },
        { on: 'GetExportTask', after: 1, elements },
      ],
    },
    'test',
  );

describe('a Link that ends while the task behind it changes', () => {
  it.each([
    ['has failed', { ExportStatus: 'failed', Link: null }, 3, 'TaskFailed'],
    ['goes on again', { ExportStatus: 'exporting', Progress: 5, Link: null }, 8, 'TaskPending'],
    ['has no Link any more', { Link: null }, 7, 'LinkMissing'],
    ['is another one', { Id: 999 }, 7, 'OtherTask'],
  ])('ends with what is true of one that %s', async (_, elements, exit, code) => {
    await withSandbox(changing(elements), async ({ run, folder }) => {
      const { exitCode, stdout } = await run(['download', '1', '--json']);
      expect([exitCode, parseObjects(stdout)[0]?.Meta.Error?.Code]).toEqual([exit, code]);
      const names = await readdir(folder);
      expect(names.filter((name) => !name.startsWith('.'))).toEqual([]);
    });
  });
});
