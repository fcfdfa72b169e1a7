import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readFile, readdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ByteBuilder } from '../../src/workbook/byte-builder.ts';
import { readRows, type SheetRow } from '../../src/workbook/read-rows.ts';
import { createRowWriter } from '../../src/workbook/row-writers.ts';
import { SharedStrings } from '../../src/workbook/shared-strings.ts';
import { SheetReader } from '../../src/workbook/sheet-reader.ts';
import { convert, inline, temporaryFolder, worksheet, writeTemporary, zip } from './sample.ts';

/** What XML 1.0 cannot hold, exceljs leaves out; it writes no escapes. */
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  // eslint-disable-next-line no-control-regex -- these are what it is about
  .map((any) => any.replace(/[\u0000-\u0008\u000b-\u001f\u007f_]/g, ''));
const cell = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);

async function collect(rows: AsyncIterable<SheetRow>): Promise<SheetRow[]> {
  const all = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('a table that exceljs wrote', () => {
  it('comes back the same', async () => {
    const tables = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const workbook = new ExcelJS.Workbook();
        workbook.addWorksheet('x').addRows([['a', 'b', 'c'], ...table]);
        const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
        const source = await writeTemporary(bytes);
        const rows = await collect(readRows({ source, temporary: temporaryFolder }));
        const expected = table.map((cells) =>
          cells.map((value) => (Object.is(value, -0) ? 0 : value)),
        );
        expect(
          rows.map((row) =>
            Object.values(row).map((value) =>
              typeof value === 'bigint' ? Number(value) : Object.is(value, -0) ? 0 : value,
            ),
          ),
        ).toEqual(expected);
        const { text: lines } = await convert(bytes, { format: 'ndjson' });
        const parsed = lines
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as object);
        expect(
          parsed.map((row) =>
            Object.values(row).map((value: unknown) => (Object.is(value, -0) ? 0 : value)),
          ),
        ).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a sheet in chunks', () => {
  const cells = `${inline('中文 😀 &amp; _x4E2D_')}<c s='0'><v><![CDATA[1]]>2</v></c><!-- > --><c t="b"><v>1</v></c>`;
  const bytes = Buffer.from(worksheet(`<row r="1">${cells}</row><row/><row>${cells}<c/></row>`));

  const readIn = (size: number): string => {
    const sharedStrings = new SharedStrings();
    const reader = new SheetReader({
      sharedStrings,
      styles: new Uint8Array(),
      usesDatesFrom1904: false,
    });
    const writer = createRowWriter({ format: 'csv', sharedStrings });
    const out = new ByteBuilder();
    const write = (): void => {
      while (reader.next()) writer.writeRow(out, reader.row);
    };
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size));
      write();
    }
    reader.finish();
    write();
    reader.verifyEnd();
    return out.view().toString();
  };

  it('is the same whatever their size is', () => {
    const expected = '中文 😀 & 中,12,TRUE\n'.repeat(2);
    for (let size = 1; size <= bytes.length; size++) expect(readIn(size)).toBe(expected);
  });
});

/** LibreOffice exports what it shows: dates and small numbers by their formats, without hidden digits. */
function toIso(shown: string): string {
  return shown
    .replace(/(\d{4}-\d\d-\d\d) (\d\d:)/g, '$1T$2')
    .replace('T23:59:59,', 'T23:59:59.250,')
    .replace('12:00:00 PM', '12:00:00')
    .replace('12:00:00 AM', '00:00:00')
    .replace('23:58:33.60,', '23:58:33.600,')
    .replace('0.0000001', '1E-007');
}

describe('a file of LibreOffice', () => {
  it.each(['1900', '1904'])('gives what it exports itself, in the %s system', async (system) => {
    const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url);
    const { text: csv } = await convert(await readFile(fixture(`libreoffice-${system}.xlsx`)), {
      raw: true,
    });
    expect(csv).toBe(toIso(await readFile(fixture('libreoffice.csv'), 'utf8')));
  });
});

describe('rows as objects', () => {
  const rows = `<row>${inline('a')}${inline('__proto__')}</row><row><c><v>9007199254740993</v></c><c t="b"><v>1</v></c></row><row r="4">${inline('x')}</row>`;

  it('have types, come from a stream, and leave no temporary file', async () => {
    const before = await readdir(temporaryFolder);
    const source = createReadStream(await writeTemporary(zip({ rows })), { highWaterMark: 100 });
    const all = await collect(readRows({ source, temporary: temporaryFolder }));
    expect(all.map((row) => Object.entries(row))).toEqual([
      [
        ['a', 9_007_199_254_740_993n],
        ['__proto__', true],
      ],
      [
        ['a', null],
        ['__proto__', null],
      ],
      [
        ['a', 'x'],
        ['__proto__', null],
      ],
    ]);
    expect(
      (await readdir(temporaryFolder)).filter((name) => name.startsWith('siem-export-')),
    ).toEqual(before.filter((name) => name.startsWith('siem-export-')));
  });

  it('stop at a limit, have the columns asked for, and end when the loop is left', async () => {
    const source = await writeTemporary(zip({ rows }));
    const options = { source, temporary: temporaryFolder };
    expect(await collect(readRows({ ...options, limit: 1, columns: ['a'] }))).toEqual([
      { a: 9_007_199_254_740_993n },
    ]);
    for await (const row of readRows(options)) {
      expect(row['a']).toBe(9_007_199_254_740_993n);
      break;
    }
  });

  it('end with the reason of the signal', async () => {
    const reason = new Error('stopped');
    const source = await writeTemporary(zip({ rows }));
    const reading = collect(
      readRows({ source, temporary: temporaryFolder, signal: AbortSignal.abort(reason) }),
    );
    await expect(reading).rejects.toBe(reason);
  });
});
