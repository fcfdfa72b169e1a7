import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { InterruptionError } from '../../../src/base/interruption-error.ts';
import { main } from '../../../src/main.ts';
import { MemoryStream } from '../../helpers/memory-streams.ts';
import { createTestContext, runCli, type CliResult } from '../../helpers/run-cli.ts';
import { createScaledClock } from '../../helpers/scaled-clock.ts';
import { inline, temporaryFolder, zip } from '../../workbook/sample.ts';

const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
const number = (value: number): string => `<c><v>${value}</v></c>`;
const rows = [
  row(inline('级别'), inline('count')),
  row(inline('高危'), number(3)),
  row(inline('=1+1'), number(4)),
].join('');
const csv = "级别,count\n高危,3\n'=1+1,4\n";

describe('siem-export rows', () => {
  it('prints CSV on stdout, and the count on stderr', async () => {
    const { run } = await withWorkbook();
    const { exitCode, stdout, stderr } = await run('a.xlsx');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: csv });
    expect(stderr).toMatch(/^✔ a\.xlsx {2}2 rows {2}30 B {2}in \d:\d\d\n$/);
  });

  it('prints NDJSON', async () => {
    const { run } = await withWorkbook();
    const { stdout } = await run('a.xlsx', '--format', 'ndjson', '-q');
    expect(stdout).toBe('{"级别":"高危","count":3}\n{"级别":"=1+1","count":4}\n');
  });

  it('takes columns, a limit, raw texts, CR LF and a byte order mark', async () => {
    const { run } = await withWorkbook();
    const { stdout } = await run('a.xlsx', '--columns', 'count,级别', '--raw', '--crlf', '--bom');
    expect(stdout).toBe('\ufeffcount,级别\r\n3,高危\r\n4,=1+1\r\n');
    expect((await run('a.xlsx', '--limit', '1')).stdout).toBe('级别,count\n高危,3\n');
  });

  it('reads the workbook from standard input', async () => {
    const { folder, bytes } = await withWorkbook();
    const stdout = new MemoryStream();
    const context = createTestContext(
      { cwd: folder, config: folder },
      { stdout, stderr: new MemoryStream() },
    );
    const streams = { ...context.streams, stdin: Readable.from([bytes]) };
    expect(await main(['rows', '-'], { ...context, streams })).toBe(0);
    expect(stdout.text).toBe(csv);
  });

  it('writes a file, and says in JSON what is in it', async () => {
    const { run, folder } = await withWorkbook();
    const { exitCode, stdout, stderr } = await run('a.xlsx', '-o', 'a.csv', '--json', '-q');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe(csv);
    expect(JSON.parse(stdout)).toMatchObject({
      Outcome: 'succeeded',
      File: 'a.xlsx',
      Path: join(folder, 'a.csv'),
      Format: 'csv',
      Sheets: [{ Name: 'Sheet1', Count: 2 }],
      Count: 2,
      Bytes: 30,
      Sha256: createHash('sha256').update(csv).digest('hex'),
      Error: null,
    });
    expect(await readdir(folder)).toEqual(['a.csv', 'a.xlsx']);
  });

  it('counts rows with --json, and prints none', async () => {
    const { run } = await withWorkbook();
    const { stdout } = await run('a.xlsx', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ Path: null, Count: 2 });
    expect((await run('a.xlsx', '--query', 'Count')).stdout).toBe('2\n');
  });

  it('prints events, the last of which is the result', async () => {
    const { run } = await withWorkbook();
    const { stdout } = await run('a.xlsx', '-o', 'a.csv', '--events');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events[0]).toMatchObject({ Schema: 1, Event: 'rows', File: 'a.xlsx' });
    expect(events.at(-1)).toMatchObject({ Event: 'result', Result: { Count: 2 } });
  });

  it('marks the rows of several workbooks', async () => {
    const { run } = await withWorkbook();
    const { stdout, exitCode } = await run('a.xlsx', './a.xlsx', '--format', 'ndjson');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')[0]).toBe('{"_file":"a.xlsx","级别":"高危","count":3}');
    expect(stdout.split('\n')[2]).toBe('{"_file":"./a.xlsx","级别":"高危","count":3}');
  });

  it('goes on with the next workbook when one cannot be read, and ends with 12', async () => {
    const { run, folder } = await withWorkbook();
    await writeFile(join(folder, 'b.xlsx'), 'no workbook');
    const result = await run('b.xlsx', 'none.xlsx', 'a.xlsx', '--json');
    expect(result.exitCode).toBe(12);
    const codes = result.stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { Error: { Code: string } | null }).Error?.Code);
    expect(codes).toEqual(['NotAWorkbook', 'FileMissing', undefined]);
    expect(result.stderr).toContain('✖ b.xlsx  the file is not a workbook');
  });
});

describe('a workbook with several sheets', () => {
  const sheets = { One: rows, Empty: '', Two: row(inline('x')) + row(number(1)) };

  it('is a usage error in CSV that names those with rows', async () => {
    const { run } = await withWorkbook(sheets);
    const { exitCode, stderr, stdout } = await run('a.xlsx');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('--sheet: CSV holds one sheet, and several have rows: One, Two');
  });

  it('gives one of them by name or number, and all in NDJSON', async () => {
    const { run } = await withWorkbook(sheets);
    expect((await run('a.xlsx', '--sheet', 'Two')).stdout).toBe('x\n1\n');
    expect((await run('a.xlsx', '--sheet', '3')).stdout).toBe('x\n1\n');
    const { stdout } = await run('a.xlsx', '--format', 'ndjson');
    expect(stdout).toContain('{"_sheet":"Two","x":1}\n');
  });
});

describe('a file of rows', () => {
  it('is left alone by default unless it is the same, and may be replaced or numbered', async () => {
    const { run, folder } = await withWorkbook();
    const target = join(folder, 'a.csv');
    await writeFile(target, 'mine');
    const refused = await run('a.xlsx', '-o', 'a.csv');
    expect(refused.exitCode).toBe(7);
    expect(refused.stderr).toContain('FileExists');
    expect(await readFile(target, 'utf8')).toBe('mine');
    expect((await run('a.xlsx', '-o', 'a.csv', '--if-exists', 'rename')).exitCode).toBe(0);
    expect(await readFile(join(folder, 'a (1).csv'), 'utf8')).toBe(csv);
    expect((await run('a.xlsx', '-o', 'a.csv', '--if-exists', 'overwrite')).exitCode).toBe(0);
    expect(await readFile(target, 'utf8')).toBe(csv);
    const same = await run('a.xlsx', '-o', 'a.csv', '--json');
    expect(same.exitCode).toBe(0);
    expect(JSON.parse(same.stdout)).toMatchObject({ Skipped: true });
    expect((await run('a.xlsx', '-o', 'a.csv', '--if-exists', 'fail')).exitCode).toBe(7);
  });

  it('does not appear when the workbook is damaged behind some rows', async () => {
    const many = rows + row(number(1)).repeat(100_000);
    const { run, folder } = await withWorkbook(`${many}<row><c r="?"/></row>`);
    const { exitCode, stderr } = await run('a.xlsx', '-o', 'a.csv');
    expect(exitCode).toBe(11);
    expect(stderr).toContain('NotAWorkbook');
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });

  it('does not appear after Ctrl-C, and stderr ends with the command that continues', async () => {
    const { folder } = await withWorkbook();
    const signal = AbortSignal.abort(new InterruptionError('SIGINT'));
    const { exitCode, stderr } = await runCli(['rows', 'a.xlsx', '-o', 'a.csv'], {
      cwd: folder,
      signal,
    });
    expect(exitCode).toBe(130);
    expect(stderr).toBe('siem-export rows a.xlsx --output a.csv\n');
    expect(await readdir(folder)).toEqual(['a.xlsx']);
  });

  it.each([
    ['none/a.csv', 'its folder does not exist'],
    ['folder', 'is a folder, not a file'],
  ])('that cannot be written to %s ends with 7', async (target, why) => {
    const { run, folder } = await withWorkbook();
    await mkdir(join(folder, 'folder'));
    const { exitCode, stderr } = await run('a.xlsx', '-o', target);
    expect(exitCode).toBe(7);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('--dir');
  });
});

describe('a usage error of rows', () => {
  it.each([
    [['a.xlsx', 'b.xlsx'], '--format: CSV holds one table, and 2 workbooks were given'],
    [['a.xlsx', 'b.xlsx', '--format', 'ndjson', '-o', 'c'], '--output takes the rows of one'],
    [['a.xlsx', '-o', 'a.xlsx'], '--output: "a.xlsx" is the workbook itself'],
    [['a.xlsx', '-o', 'folder/'], '--output: "folder/" is a folder'],
    [['a.xlsx', '-o', '-', '--json'], '--output - and --json both write'],
    [['a.xlsx', '--format', 'xml'], '--format: "xml" is not allowed; allowed are csv, ndjson'],
    [['a.xlsx', '--limit', '-1'], '--limit: "-1" is not a number of rows'],
    [['a.xlsx', '--if-exists', 'fail'], '--if-exists requires --output FILE'],
    [['a.xlsx', '--format', 'ndjson', '--crlf'], '--crlf applies to CSV only'],
    [['a.xlsx', '--columns', 'none'], '--columns: there is no column "none"'],
    [['a.xlsx', '--sheet', 'none'], '--sheet: there is no sheet "none"'],
    [[], "required argument 'file'"],
  ])('%j says %s', async (argv, message) => {
    const { run } = await withWorkbook();
    const { exitCode, stdout, stderr } = await run(...argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('rows on a terminal', () => {
  it('hold no control character of a cell', async () => {
    const hostile = row(inline('a_x001B_[2J\u202eb')) + row(inline('c'));
    const { folder } = await withWorkbook(hostile);
    const stdout = new MemoryStream({ columns: 80, rows: 24 });
    const stderr = new MemoryStream({ columns: 80, rows: 24 });
    const context = createTestContext(
      { cwd: folder, config: folder, clock: createScaledClock(1) },
      { stdout, stderr },
    );
    expect(await main(['rows', 'a.xlsx'], context)).toBe(0);
    expect(stdout.text).toBe('a?[2J?b\nc\n');
  });
});

async function withWorkbook(data: string | Readonly<Record<string, string>> = rows) {
  const folder = await mkdtemp(join(temporaryFolder, 'rows-'));
  const bytes = zip({ rows: data });
  await writeFile(join(folder, 'a.xlsx'), bytes);
  const run = (...argv: readonly string[]): Promise<CliResult> =>
    runCli(['rows', ...argv], { cwd: folder });
  return { folder, bytes, run };
}
