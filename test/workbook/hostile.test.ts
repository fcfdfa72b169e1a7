import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { convert, createParts, inline, worksheet, zip } from './sample.ts';

/** The code of the error, and what it says. */
async function refusalOf(bytes: Uint8Array): Promise<{ code: string; exit: string; text: string }> {
  const error: unknown = await convert(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SiemExportError)) throw new Error('it was read', { cause: error });
  expect(error.textIn('zh').message).toMatch(/\p{Script=Han}/u);
  return { code: error.code, exit: error.exit, text: error.message };
}

const refused = (code: string, text: RegExp): unknown =>
  expect.objectContaining({
    code,
    exit: 'integrity',
    text: expect.stringMatching(text) as unknown,
  });

const sheetPart = 'xl/worksheets/sheet1.xml';
const rows = `<row>${inline('a')}</row><row>${inline('b')}</row>`;

/** Changes a number in the entry of the directory; the zip has one entry of that name. */
function patchDirectory(bytes: Buffer, name: string, offset: number, value: number): Buffer {
  const patched = Buffer.from(bytes);
  const at = patched.lastIndexOf(name) - 46;
  expect(patched.readUInt32LE(at)).toBe(0x0201_4b50);
  patched.writeUInt32LE(value, at + offset);
  return patched;
}

const field = { flags: 8, method: 10, crc: 16, packed: 20, inflated: 24, offset: 42 };

describe('a zip bomb', () => {
  it('is refused by its ratio', async () => {
    const bomb = strToU8(worksheet(`<row>${inline(' '.repeat(17 * 1024 ** 2))}</row>`));
    expect(await refusalOf(zip({ rows, parts: { [sheetPart]: bomb } }))).toEqual(
      refused('WorkbookTooLarge', /200 times/),
    );
  });

  it.each(['xl/sharedStrings.xml', 'xl/styles.xml', '[Content_Types].xml'])(
    'is refused by the ratio that its directory declares for %s',
    async (part) => {
      const bytes = patchDirectory(zip({ rows }), part, field.inflated, 100 * 1024 ** 2);
      expect(await refusalOf(bytes)).toEqual(refused('WorkbookTooLarge', /200 times/));
    },
  );

  it('is refused by its declared total', async () => {
    const parts = Object.fromEntries(
      Array.from(
        { length: 3 },
        (_, at) => [`xl/${at}.bin`, [new Uint8Array(8), { level: 0 }]] as const,
      ),
    );
    let bytes = zip({ rows, parts: parts as never });
    for (const name of Object.keys(parts)) {
      bytes = patchDirectory(bytes, name, field.inflated, 0xffff_fff0);
      bytes = patchDirectory(bytes, name, field.method, 8);
    }
    expect(await refusalOf(bytes)).toEqual(refused('WorkbookTooLarge', /times|bytes/));
  });

  it('is refused where an entry inflates to more than it declares', async () => {
    const bytes = patchDirectory(zip({ rows }), sheetPart, field.inflated, 40);
    expect(await refusalOf(bytes)).toEqual(refused('WorkbookTooLarge', /declared size/));
  });

  it('is refused where entries overlap', async () => {
    const bytes = zip({ rows });
    const first = patchDirectory(bytes, 'xl/styles.xml', field.offset, 0);
    expect(await refusalOf(first)).toEqual(refused('NotAWorkbook', /overlap/));
  });

  it('is refused by ten thousand entries', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`e${at}`, new Uint8Array()]),
    );
    expect(await refusalOf(zip({ rows, parts }))).toEqual(
      refused('WorkbookTooLarge', /entries, more than 5000/),
    );
  });

  it('is refused where rows repeat a long shared string', async () => {
    const strings = `<si><t>${'x'.repeat(30_000)}</t></si>`;
    const row = '<row><c t="s"><v>0</v></c></row>';
    expect(await refusalOf(zip({ rows: row.repeat(10_000), strings }))).toEqual(
      refused('WorkbookTooLarge', /rows would take/),
    );
  });

  it('is refused where one row repeats it', async () => {
    const strings = `<si><t>${'x'.repeat(30_000)}</t></si>`;
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(2000)}</row>`;
    expect(await refusalOf(zip({ rows: row, strings }))).toEqual(
      refused('WorkbookTooLarge', /row is too long/),
    );
  });

  it('is refused where a wide header and a far row mean billions of empty cells', async () => {
    const wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>';
    const far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>';
    expect(await refusalOf(zip({ rows: wide + far }))).toEqual(
      refused('WorkbookTooLarge', /rows would take/),
    );
  });

  it('is refused where a text or a tag does not end', async () => {
    const long = 'x'.repeat(3 * 1024 ** 2);
    for (const row of [inline(long), `<c a="${long}"/>`, `<!--${long}-->`, `<${long}>`]) {
      expect(await refusalOf(zip({ rows: `<row>${row}</row>` }))).toEqual(
        refused('WorkbookTooLarge', /1 MiB/),
      );
    }
  });
});

describe('XML', () => {
  it.each([
    ['a DTD', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', /DTD/],
    ['an undefined entity', worksheet('<row><c t="str"><v>&a;</v></c></row>'), /entity/],
    ['a part that is cut off', worksheet(rows).slice(0, -30), /cut off/],
    ['a part cut off within a tag', worksheet(rows).slice(0, -3), /cut off/],
    ['an empty part', '', /cut off/],
    ['what is no XML', 'PNG\u0000\u0001', /cut off/],
    ['a tag that is closed twice', worksheet('<row></row></row></x></x></x>'), /not open/],
    ['a tag within a tag', worksheet('<row <c>'), /not closed/],
    ['an attribute without a value', worksheet('<row><c r></c></row>'), /attribute/],
    ['a reference that is none', worksheet('<row><c r="12"/></row>'), /reference/],
    ['a column beyond XFD', worksheet('<row><c r="XFE1"><v>1</v></c></row>'), /column/],
    ['a column far beyond', worksheet('<row><c r="ZZZZZZZZZZZZ1"/></row>'), /column/],
    ['a row beyond the last', worksheet('<row r="1048577"><c><v>1</v></c></row>'), /row number/],
    ['a row that is no number', worksheet('<row r="x"><c><v>1</v></c></row>'), /row number/],
    ['an unknown shared string', worksheet('<row><c t="s"><v>0</v></c></row>'), /shared string/],
    ['a shared string that is no number', worksheet('<row><c t="s"><v>-1</v></c></row>'), /shared/],
  ])('is refused with %s', async (_, xml, text) => {
    const bytes = zip({ rows, parts: { [sheetPart]: strToU8(xml) } });
    expect(await refusalOf(bytes)).toEqual(refused('NotAWorkbook', text));
  });

  it('may be UTF-16, and may hold bytes that are no UTF-8', async () => {
    const xml = worksheet(`<row>${inline('中文😀')}</row>`).replace('UTF-8', 'UTF-16');
    const swapped = Buffer.from(`\ufeff${xml}`, 'utf16le').swap16();
    for (const part of [Buffer.from(`\ufeff${xml}`, 'utf16le'), swapped, strToU8(`\ufeff${xml}`)]) {
      const { text } = await convert(zip({ rows, parts: { [sheetPart]: part } }));
      expect(text).toBe('中文😀\n');
    }
    const broken = Buffer.from(worksheet(`<row>${inline('a\u0001b中')}</row>`));
    broken[broken.indexOf(1)] = 0xff;
    const { text } = await convert(zip({ rows, parts: { [sheetPart]: broken } }));
    expect(text).toBe('a\ufffdb中\n');
  });

  it('may be strict, and may have a prefix', async () => {
    const strict = worksheet(rows).replace(
      /http:[^"]*/,
      'http://purl.oclc.org/ooxml/spreadsheetml/main',
    );
    const prefixed = worksheet(rows)
      .replace('xmlns=', 'xmlns:x=')
      .replace(/(<\/?)(?=[a-z])/g, '$1x:');
    for (const xml of [strict, prefixed]) {
      const { text } = await convert(zip({ rows, parts: { [sheetPart]: strToU8(xml) } }));
      expect(text).toBe('a\nb\n');
    }
  });
});

describe('a file that is no workbook', () => {
  const compound = (name: string): Buffer => {
    const bytes = Buffer.alloc(4096);
    bytes.write('d0cf11e0a1b11ae1', 0, 'hex');
    bytes.write(`${name}\0`, 2048, 'utf16le');
    return bytes;
  };

  it.each<[string, Uint8Array, string, RegExp]>([
    ['empty', new Uint8Array(), 'NotAWorkbook', /empty/],
    ['a page of an error', strToU8('<html>503</html>'), 'NotAWorkbook', /begin like a zip/],
    ['a zip that is cut off', zip({ rows }).subarray(0, -30), 'NotAWorkbook', /whole zip/],
    [
      'a zip of something else',
      zipSync({ 'a.txt': strToU8('x') }),
      'NotAWorkbook',
      /workbook part/,
    ],
    ['encrypted', compound('EncryptedPackage'), 'WorkbookEncrypted', /password/],
    ['an old workbook', compound('Workbook'), 'NotAWorkbook', /Excel 97 to 2003/],
    ['an older workbook', compound('Book'), 'NotAWorkbook', /Excel 97 to 2003/],
    ['another compound file', compound('WordDocument'), 'NotAWorkbook', /compound file/],
    [
      'an OpenDocument file',
      zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<x/>') }),
      'NotAWorkbook',
      /OpenDocument/,
    ],
    [
      'a zip with a password',
      patchDirectory(zip({ rows }), sheetPart, field.flags, 1 + (8 << 16)),
      'WorkbookEncrypted',
      /password/,
    ],
    [
      'a damaged zip',
      patchDirectory(zip({ rows }), sheetPart, field.crc, 1),
      'NotAWorkbook',
      /check sum/,
    ],
    [
      'without its sheet',
      zipSync(
        Object.fromEntries(
          Object.entries(createParts({ rows })).filter(([name]) => name !== sheetPart),
        ),
      ),
      'NotAWorkbook',
      /sheet1.xml is missing/,
    ],
  ])('is refused by name: %s', async (_, bytes, code, text) => {
    expect(await refusalOf(bytes)).toEqual(refused(code, text));
  });
});

it('is not taken in by a dimension that lies, and digests what it has written', async () => {
  const { text, sha256, count, sizeBytes } = await convert(
    zip({ rows: `<row>${inline('a')}${inline('b')}</row>`.repeat(5) }),
  );
  expect([text, count, sizeBytes]).toEqual(['a,b\n'.repeat(5), 4, 20]);
  expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
});
