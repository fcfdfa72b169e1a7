import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../helpers/run-cli.ts';
import { createdWith } from './created-with.ts';

describe('the parameters of create', () => {
  it('arrive byte for byte', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const name = '告警 é 😀 a+b&c=d%20 %\'()*~ \\ "quoted"\n\ttab';
      await run(['create', '--name', name, '--filter', `Owners=${name}`]);
      const { ExportTaskParameter = '' } = createdWith(sandbox)[0] ?? {};
      expect(JSON.parse(ExportTaskParameter)).toEqual({ IncidentName: name, Owners: name });
    });
  });

  it('arrive byte for byte, whatever the text', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const word = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
        .filter((text) => text.trim() !== '');
      await fc.assert(
        fc.asyncProperty(word, async (name) => {
          const parameter = `{ "IncidentName":${JSON.stringify(name)} }`;
          expect((await run(['create', '--parameter', parameter])).exitCode).toBe(0);
          expect(createdWith(sandbox).at(-1)?.['ExportTaskParameter']).toBe(parameter);
        }),
        { numRuns: 40 },
      );
    });
  });

  it.each([
    ['itself', '{"A": 9223372036854775807,\n "B":"é"}'],
    ['a file', '{"A": 1.0}\n'],
    ['standard input', ' {"告警":"😀"} \n'],
  ])('arrive as they are written from %s', async (where, parameter) => {
    await withSandbox(undefined, async ({ run, sandbox, folder }) => {
      await writeFile(join(folder, 'filters.json'), parameter);
      const written = { itself: parameter, 'a file': '@filters.json' }[where] ?? '-';
      const { exitCode } = await run(['create', '--parameter', written], { stdin: parameter });
      expect(exitCode).toBe(0);
      expect(createdWith(sandbox)[0]?.['ExportTaskParameter']).toBe(parameter);
    });
  });

  it('are not validated in --parameter, and neither is the type', async () => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const argv = ['create', '--type', 'alert_list', '--parameter', '{"ThreatLevel":["9"]}'];
      expect((await run(argv)).exitCode).toBe(2);
      expect(createdWith(sandbox)[0]).toMatchObject({ ExportTaskType: 'alert_list' });
    });
  });

  it('lose the byte order mark of a file, which is no part of them', async () => {
    await withSandbox(undefined, async ({ run, sandbox, folder }) => {
      await writeFile(join(folder, 'bom.json'), '\ufeff{}');
      expect((await run(['create', '--parameter', '@bom.json'])).exitCode).toBe(0);
      expect(createdWith(sandbox)[0]?.['ExportTaskParameter']).toBe('{}');
    });
  });

  it.each<[readonly string[], readonly string[]]>([
    [
      ['--level', '9'],
      ['--level', '"9"', 'critical'],
    ],
    [
      ['--status', 'open'],
      ['--status', '"open"', 'unhandled'],
    ],
    [
      ['--since', 'soon'],
      ['--since', '"soon"', '24h'],
    ],
    [
      ['--since', '1h', '--until', '2h'],
      ['--until', '"2h"', '--since "1h"'],
    ],
    [
      ['--type', 'alerts'],
      ['--type', '"alerts"', 'incident_list'],
    ],
    [
      ['--type', ''],
      ['--type', '""'],
    ],
    [
      ['--parameter', '{"A":1}', '--level', '1'],
      ['--parameter', '--level'],
    ],
    [
      ['--parameter', '{"A":'],
      ['--parameter', 'JSON'],
    ],
    [
      ['--parameter', '[1]'],
      ['--parameter', '"[1]"', 'object'],
    ],
    [
      ['--parameter', '@nowhere.json'],
      ['nowhere.json', 'ENOENT'],
    ],
    [
      ['--parameter', '-'],
      ['--parameter', '"-"'],
    ],
    [['--output', 'x'], ['--download']],
    [['--download', '--json', '--output', '-'], ['--json']],
    [['--download', '--query', 'Id', '--output', '-'], ['--query']],
    [
      ['--events', '--query', 'Id'],
      ['--events', '--query'],
    ],
    [['500001'], ["'create'"]],
    [['--timeout', 'soon'], ['--timeout']],
  ])('are refused with %j: nothing is sent', async (flags, named) => {
    await withSandbox(undefined, async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(['create', ...flags]);
      expect(exitCode).toBe(2);
      for (const text of named) expect(stderr).toContain(text);
      expect(stdout).toBe('');
      expect(sandbox.requests).toEqual([]);
    });
  });

  it('are refused in Chinese, too', async () => {
    await withSandbox(undefined, async ({ run }) => {
      const { stderr } = await run(['create', '--level', '9'], { env: { LANG: 'zh_CN.UTF-8' } });
      expect(stderr).toContain('--level：不允许 "9"；可用值为 info');
    });
  });
});
