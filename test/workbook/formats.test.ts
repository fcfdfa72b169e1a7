import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { convert, inline, toCsv, toJsonLines, zip } from './sample.ts';

const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
const number = (value: number | string): string => `<c><v>${value}</v></c>`;
const empty = '<c/>';

describe('CSV', () => {
  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['a_x000D_\nb', '"a\r\nb"'],
    [' spaces ', ' spaces '],
    ['中文', '中文'],
    // What a spreadsheet would run.
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['_x0009_x', "'\tx"],
    ['_x000D_x', '"\'\rx"'],
    ['  =1', "'  =1"],
    ['"=1', '"\'""=1"'],
    ["'=1", "''=1"],
    ['=a,b', '"\'=a,b"'],
    // What it would not.
    ['a=1', 'a=1'],
    ["'a", "'a"],
    ['', ''],
    [' ', ' '],
  ])('writes the text %j as %j', async (text, expected) => {
    const cell = '<c t="s"><v>0</v></c>';
    const strings = `<si><t>${text.replaceAll('"', '&quot;')}</t></si>`;
    expect(await toCsv(row(cell, cell), { strings })).toBe(`${expected},${expected}\n`);
    const inlined = inline(text.replaceAll('"', '&quot;'));
    expect(await toCsv(row(inlined, number(1)))).toBe(`${expected},1\n`);
  });

  it('leaves numbers as they are, and with raw texts as well', async () => {
    const cells = row(number('-1.50'), inline('=1'), '<c t="e"><v>=x</v></c>');
    expect(await toCsv(cells)).toBe("-1.50,'=1,'=x\n");
    expect(await toCsv(cells, {}, { raw: true })).toBe('-1.50,=1,=x\n');
  });

  it('has booleans as a spreadsheet writes them', async () => {
    const cells = row('<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>');
    expect(await toCsv(cells)).toBe('TRUE,FALSE\n');
  });

  it('can have a byte order mark, and CR LF', async () => {
    const rows = row(inline('a')) + row(inline('中'));
    expect(await toCsv(rows, {}, { bom: true, crlf: true })).toBe('\ufeffa\r\n中\r\n');
  });

  it('gives a short row the fields of the header, and keeps cells beyond it', async () => {
    const rows = row(inline('a'), inline('b')) + row(number(1)) + row(empty, empty, number(3));
    expect(await toCsv(rows)).toBe('a,b\n1,\n,,3\n');
  });
});

describe('NDJSON', () => {
  it('names doubles and blanks, also where such a name is taken', async () => {
    const header = ['a', 'a', '', 'a_2', 'a'].map((name) => (name === '' ? empty : inline(name)));
    const rows = row(...header) + row(...[1, 2, 3, 4, 5].map(number));
    expect(await toJsonLines(rows)).toEqual(['{"a":1,"a_2":2,"column_3":3,"a_2_2":4,"a_3":5}']);
  });

  it('has every column of the header in each row, and further ones by number', async () => {
    const rows =
      row(inline('a'), inline('b')) + row(empty, number(2)) + row(empty, empty, number(3));
    expect(await toJsonLines(rows)).toEqual([
      '{"a":null,"b":2}',
      '{"a":null,"b":null,"column_3":3}',
    ]);
  });

  it('escapes what JSON requires', async () => {
    const text = '"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028中😀';
    const written = Array.from(text)
      .map((char) => `&#x${(char.codePointAt(0) ?? 0).toString(16)};`)
      .join('');
    const lines = await toJsonLines(row(inline('a')) + row(inline(written)));
    expect(lines).toEqual([JSON.stringify({ a: text })]);
  });

  it('names columns by numbers and dates too', async () => {
    const rows = row(number(7), '<c s="1"><v>1</v></c>') + row(number(1), number(2));
    expect(await toJsonLines(rows, { formats: ['yyyy-mm-dd'] })).toEqual([
      '{"7":1,"1900-01-01":2}',
    ]);
  });
});

describe('rows', () => {
  const gaps =
    '<row r="3"><c r="A3" t="str"><v>a</v></c></row><row r="4"/><row r="6"><c><v>1</v></c></row><row r="9"><c s="1"/></row>';

  it('that are blank are kept between others, not at the ends', async () => {
    expect(await toCsv(gaps)).toBe('a\n\n\n1\n');
    const { text, count } = await convert(zip({ rows: gaps }), { format: 'ndjson' });
    expect([text, count]).toEqual(['{"a":null}\n{"a":null}\n{"a":1}\n', 3]);
  });

  it('that come out of order are kept in the order of the file', async () => {
    const rows = [1, 3, 2].map((at) => `<row r="${at}"><c><v>${at}</v></c></row>`).join('');
    expect(await toCsv(rows)).toBe('1\n\n3\n2\n');
  });

  it.each([
    [0, 'a\n'],
    [1, 'a\n\n'],
    [3, 'a\n\n\n1\n'],
    [9, 'a\n\n\n1\n'],
  ])('end at a limit of %i', async (limit, expected) => {
    expect(await toCsv(gaps, {}, { limit })).toBe(expected);
  });

  it('may be none at all', async () => {
    expect(await convert(zip({ rows: '' }))).toMatchObject({ text: '', count: 0 });
    expect(await convert(zip({ rows: {} }))).toMatchObject({ text: '', count: 0, sheets: [] });
  });

  it('have the columns that are asked for, in their order', async () => {
    const rows = row(inline('a'), inline('=b'), inline('a')) + row(number(1), number(2), number(3));
    const columns = ['a_2', '=b'];
    expect(await toCsv(rows, {}, { columns })).toBe("a,'=b\n3,2\n");
    expect(await toJsonLines(rows, {}, { columns })).toEqual(['{"a_2":3,"=b":2}']);
    await expect(toCsv(rows, {}, { columns: ['c'] })).rejects.toThrow(
      new UsageError('--columns: there is no column "c"; the columns are a, =b, a_2'),
    );
  });
});

describe('sheets', () => {
  const rows = {
    One: row(inline('a')) + row(number(1)),
    Empty: '<row r="5"><c s="1"/></row>',
    二: row(inline('_sheet')) + row(number(2)),
  };

  it('are all read into NDJSON, each row with the name of its sheet', async () => {
    const { text, sheets } = await convert(zip({ rows }), { format: 'ndjson' });
    expect(text).toBe('{"_sheet":"One","a":1}\n{"_sheet":"二","_sheet_2":2}\n');
    expect(sheets).toEqual([
      { name: 'One', count: 1 },
      { name: '二', count: 1 },
    ]);
  });

  it('have to be chosen for CSV, by name or number', async () => {
    await expect(convert(zip({ rows }))).rejects.toThrow(/several have rows: One, 二/);
    expect((await convert(zip({ rows }), { sheet: '二' })).text).toBe('_sheet\n2\n');
    expect((await convert(zip({ rows }), { sheet: '1' })).text).toBe('a\n1\n');
    expect((await convert(zip({ rows }), { sheet: 2 })).text).toBe('');
    await expect(convert(zip({ rows }), { sheet: 'x' })).rejects.toThrow(
      'there is no sheet "x"; the sheets are One, Empty, 二',
    );
  });

  it('need no choice if one alone holds rows', async () => {
    const { One, Empty } = rows;
    expect((await convert(zip({ rows: { Empty, One } }))).text).toBe('a\n1\n');
  });
});

it('gives the same bytes for the same workbook, with their digest, and reports progress', async () => {
  const rows = row(inline('a')) + row(number(1)).repeat(50_000);
  const seen: number[] = [];
  const { text, sha256, count } = await convert(zip({ rows }), {
    onProgress: ({ readBytes, totalBytes }) => seen.push(readBytes / totalBytes),
  });
  expect(text).toBe(`a\n${'1\n'.repeat(50_000)}`);
  expect(count).toBe(50_000);
  expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.at(-1)).toBe(1);
});
