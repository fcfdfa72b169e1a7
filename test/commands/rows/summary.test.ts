import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { MemoryStream } from '../../helpers/memory-streams.ts';
import { createTestContext, runCli } from '../../helpers/run-cli.ts';
import { inline, temporaryFolder, zip } from '../../workbook/sample.ts';

const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
const number = (value: number): string => `<c><v>${value}</v></c>`;
const empty = '<c/>';

const rows = [
  row(inline('level'), inline('id'), inline('owner')),
  ...['high', 'low', 'low', 'low'].map((level, id) => row(inline(level), number(id), empty)),
].join('');

describe('rows --summary', () => {
  it('shows how many cells of each column are filled and distinct, and the most frequent as bars', async () => {
    const { stdout, exitCode } = await summarize(rows);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual([
      'a.xlsx  Sheet1  4 rows',
      '',
      'level  4 filled  2 distinct',
      `  low   ${'█'.repeat(40)}  3   75 %`,
      `  high  ${'█'.repeat(13)}${' '.repeat(27)}  1   25 %`,
      '',
      'id  4 filled  4 distinct',
      '',
      'owner  0 filled  0 distinct',
      '',
    ]);
  });

  it('has typed values in JSON, and names the sheets', async () => {
    const sheets = { One: rows, Two: row(inline('_sheet')) + row(number(1)) + row(inline('1')) };
    const { stdout } = await summarize(sheets, '--json');
    const summary = JSON.parse(stdout) as { Sheets: { Columns: unknown[] }[] };
    expect(summary).toMatchObject({ File: 'a.xlsx', Count: 6, Error: null });
    expect(summary.Sheets[0]?.Columns[0]).toEqual({
      Name: 'level',
      Filled: 4,
      Distinct: 2,
      MoreDistinct: false,
      Top: [
        { Value: 'low', Count: 3 },
        { Value: 'high', Count: 1 },
      ],
    });
    expect(summary.Sheets[1]?.Columns).toMatchObject([
      { Name: '_sheet_2', Distinct: 2, Top: [{ Value: 1 }, { Value: '1' }] },
    ]);
  });

  it('counts up to 10 000 values exactly, and says that there are more', async () => {
    const count = async (last: number): Promise<string> => {
      const ids = Array.from({ length: last }, (_, id) => row(number(id)));
      return (await summarize(row(inline('id')) + ids.join(''))).stdout;
    };
    expect(await count(10_000)).toContain('id  10,000 filled  10,000 distinct\n');
    expect(await count(10_001)).toContain('id  10,001 filled  more than 10,000 distinct\n');
  });

  it.each([20, 40, 80, 200])('fits a terminal of %i columns', async (columns) => {
    const long = '很长的描述'.repeat(20);
    const { folder } = await createFolder(row(inline(long)) + row(inline(long)).repeat(3));
    const stdout = new MemoryStream({ columns, rows: 24 });
    const context = createTestContext(
      { cwd: folder, config: folder },
      { stdout, stderr: new MemoryStream() },
    );
    expect(await main(['rows', 'a.xlsx', '--summary', '--no-color'], context)).toBe(0);
    const widths = stdout.text
      .split('\n')
      .slice(2)
      .map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThan(Math.max(columns, 34));
  });

  it('takes columns, and no flag of output', async () => {
    const { stdout } = await summarize(rows, '--columns', 'id');
    expect(stdout).not.toContain('level');
    const { exitCode, stderr } = await summarize(rows, '--format', 'csv');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--format cannot be used with --summary');
  });
});

async function createFolder(data: string | Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(temporaryFolder, 'summary-'));
  await writeFile(join(folder, 'a.xlsx'), zip({ rows: data }));
  return { folder };
}

async function summarize(
  data: string | Readonly<Record<string, string>>,
  ...argv: readonly string[]
) {
  const { folder } = await createFolder(data);
  return await runCli(['rows', 'a.xlsx', '--summary', ...argv], { cwd: folder });
}
