import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../../helpers/run-cli.ts';

interface DownloadObject {
  readonly Meta: {
    readonly Download: {
      readonly Path: string | null;
      readonly Rows: {
        readonly Path: string | null;
        readonly Count: number;
        readonly Sha256: string;
      };
    };
  };
}

const parse = (stdout: string): DownloadObject => JSON.parse(stdout) as DownloadObject;

describe('--as', () => {
  it.each([
    ['wait 200013 --download', 'csv'],
    ['download 200013', 'ndjson'],
    ['create --since 7d --download', 'csv'],
  ])('of %s writes the rows beside the workbook, as %s', async (line, format) => {
    await withSandbox(undefined, async ({ run, folder }) => {
      if (line.startsWith('download')) await run(['wait', '200013']);
      const { exitCode, stdout, stderr } = await run([
        ...line.split(' '),
        ...['--as', format, '--json'],
      ]);
      expect(exitCode).toBe(0);
      const { Download } = parse(stdout).Meta;
      const name = Download.Path ?? '';
      const rowsName = name.replace(/xlsx$/, format);
      expect(Download.Rows).toMatchObject({ Path: rowsName, Format: format });
      expect((await readdir(folder)).sort()).toEqual(
        [name, `${name}.receipt.json`, rowsName].sort(),
      );
      expect(stderr).toContain(`${rowsName}  ${Download.Rows.Count} rows`);
      const again = await run(['rows', name, '--format', format]);
      expect(await readFile(join(folder, rowsName), 'utf8')).toBe(again.stdout);
      const receipt: unknown = JSON.parse(
        await readFile(join(folder, `${name}.receipt.json`), 'utf8'),
      );
      expect(receipt).toMatchObject({
        File: name,
        Rows: { File: rowsName, Format: format, Count: Download.Rows.Count },
      });
    });
  });

  it('with -o - prints the rows alone, and leaves nothing on disk', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      const temporary = join(folder, 'temporary');
      await mkdir(temporary);
      const result = await run(['wait', '200013', '--download', '--as', 'ndjson', '-o', '-'], {
        temporary,
      });
      expect(result.exitCode).toBe(0);
      const lines = result.stdout.trimEnd().split('\n');
      expect(result.stderr).toContain(`standard output`);
      expect(result.stderr).toContain(`${lines.length} rows`);
      for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(await readdir(folder)).toEqual(['temporary']);
      expect(await readdir(temporary)).toEqual([]);
    });
  });

  it('leaves another file of rows alone, keeps the workbook, and ends with 7', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      await writeFile(join(folder, 'a.csv'), 'mine');
      const argv = ['wait', '200013', '--download', '-o', 'a.xlsx', '--as', 'csv'];
      const { exitCode, stderr } = await run(argv);
      expect(exitCode).toBe(7);
      expect(stderr).toContain('a.csv already exists and is a different file');
      expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('mine');
      expect(await readdir(folder)).toContain('a.xlsx');
      expect((await run([...argv, '--if-exists', 'overwrite'])).exitCode).toBe(0);
      expect(await readFile(join(folder, 'a.csv'), 'utf8')).not.toBe('mine');
      expect((await run(argv)).exitCode).toBe(0);
    });
  });

  it.each([
    [['wait', '1', '--as', 'csv'], '--as requires --download'],
    [['wait', '1', '--download', '--as', 'xml'], '--as: "xml" is not allowed'],
    [['download', '1', '--as', 'csv', '-o', 'a.csv'], '--output: "a.csv" names the workbook'],
  ])('is a usage error in %j', async (argv, message) => {
    await withSandbox(undefined, async ({ run }) => {
      const { exitCode, stderr } = await run(argv);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(message);
    });
  });
});

describe('verify', () => {
  it('checks the rows that a receipt names', async () => {
    await withSandbox(undefined, async ({ run, folder }) => {
      await run(['wait', '200013', '--download', '-o', 'a.xlsx', '--as', 'csv']);
      expect((await run(['verify', 'a.xlsx'])).exitCode).toBe(0);
      expect((await run(['verify', 'a.csv'])).exitCode).toBe(0);
      await writeFile(join(folder, 'a.csv'), 'other');
      const changed = await run(['verify', 'a.xlsx']);
      expect(changed.exitCode).toBe(11);
      expect(changed.stderr).toContain('a.csv');
      expect((await run(['verify', 'a.csv'])).exitCode).toBe(11);
      await rm(join(folder, 'a.csv'));
      expect((await run(['verify', 'a.xlsx'])).exitCode).toBe(7);
    });
  });
});
