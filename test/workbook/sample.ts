import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { afterAll } from 'vitest';
import {
  convertWorkbook,
  type ConvertOptions,
  type ConvertResult,
} from '../../src/workbook/convert-workbook.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Gone when the tests are over. */
export const temporaryFolder = await mkdtemp(join(tmpdir(), 'siem-export-rows-'));
afterAll(() => rm(temporaryFolder, { recursive: true, force: true }));
let files = 0;

/** What a workbook is made of; XML is written as given. */
export interface Sample {
  /** What is in `sheetData`, of one sheet or by name of several. */
  readonly rows: string | Readonly<Record<string, string>>;
  /** The `<si>` elements. */
  readonly strings?: string;
  /** Format codes; style 1 is the first, style 0 is General. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Entries that are added, or replace others. */
  readonly parts?: Zippable;
}

/** The entries of a workbook. */
export function createParts({
  rows,
  strings = '',
  formats = [],
  date1904 = false,
  parts = {},
}: Sample): Zippable {
  const sheets = Object.entries(typeof rows === 'string' ? { Sheet1: rows } : rows);
  const own = formats.map((code, index) => ({ code, id: 164 + index }));
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const texts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packages}">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(([name], at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${own.map(({ code, id }) => `<numFmt numFmtId="${id}" formatCode="${String(code).replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${own.map(({ code, id }) => `<xf numFmtId="${typeof code === 'number' ? code : id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>`,
  };
  sheets.forEach(([, data], at) => {
    texts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(data);
  });
  const entries = Object.entries(texts).map(([name, text]) => [name, strToU8(text)] as const);
  return { ...Object.fromEntries(entries), ...parts };
}

export function worksheet(data: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}"><dimension ref="A1:B2"/><sheetData>${data}</sheetData></worksheet>`;
}

export function zip(sample: Sample): Buffer {
  return Buffer.from(zipSync(createParts(sample), { level: 1, mtime: '1980-01-01T00:00:00' }));
}

/** @returns the path of a file that is gone when the tests are over */
export async function writeTemporary(bytes: Uint8Array): Promise<string> {
  const path = join(temporaryFolder, `${++files}.xlsx`);
  await writeFile(path, bytes);
  return path;
}

export interface Converted extends ConvertResult {
  readonly text: string;
}

/** Converts a workbook, and has the output as a text. */
export async function convert(
  bytes: Uint8Array,
  options: Partial<ConvertOptions> = {},
): Promise<Converted> {
  const blocks: Buffer[] = [];
  const result = await convertWorkbook({
    source: await writeTemporary(bytes),
    temporary: temporaryFolder,
    format: 'csv',
    write: (block) => {
      blocks.push(Buffer.from(block));
      return Promise.resolve();
    },
    ...options,
  });
  return { ...result, text: Buffer.concat(blocks).toString('utf8') };
}

/** The CSV of rows in XML. */
export async function toCsv(
  rows: string,
  sample: Omit<Sample, 'rows'> = {},
  options: Partial<ConvertOptions> = {},
): Promise<string> {
  return (await convert(zip({ rows, ...sample }), options)).text;
}

/** The lines of NDJSON of rows in XML. */
export async function toJsonLines(
  rows: string,
  sample: Omit<Sample, 'rows'> = {},
  options: Partial<ConvertOptions> = {},
): Promise<string[]> {
  const text = await toCsv(rows, sample, { format: 'ndjson', ...options });
  return text.split('\n').slice(0, -1);
}

/** A cell with an inline text. */
export function inline(text: string, attributes = ''): string {
  return `<c t="inlineStr"${attributes}><is><t>${text}</t></is></c>`;
}
