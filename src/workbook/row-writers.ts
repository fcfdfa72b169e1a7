import { ByteBuilder } from './byte-builder.ts';
import { tooLarge } from './codes.ts';
import { FieldNames } from './field-names.ts';
import { limits } from './limits.ts';
import { cellKind, Row } from './row.ts';
import type { SharedStrings } from './shared-strings.ts';
import { jsonText, rawCsvText, safeCsvText, type TextEncoding } from './text-encoding.ts';

/** Writes the rows of one sheet in a format. */
export interface RowWriter {
  /** The first row, which names the columns. */
  writeHeader(out: ByteBuilder, row: Row): void;
  writeRow(out: ByteBuilder, row: Row): void;
  /** A row without cells. */
  writeBlank(out: ByteBuilder): void;
}

/** What a writer needs. */
export interface RowWriterOptions {
  readonly format: RowFormat;
  readonly sharedStrings: SharedStrings;
  readonly columns?: readonly string[] | undefined;
  /** CSV: a cell that looks like a formula stays as it is. */
  readonly raw?: boolean | undefined;
  /** CSV: lines end with CR LF. */
  readonly crlf?: boolean | undefined;
  /** NDJSON: fields in front of the columns: `_sheet` if there are several sheets, `_file` if several files. */
  readonly labels?: RowLabels | undefined;
}

export type RowFormat = 'csv' | 'ndjson';

/** The field that names the sheet of a row. */
export type RowLabels = Readonly<Partial<Record<'_file' | '_sheet', string>>>;

/** How the format writes texts, those of shared strings as well. */
export function encodingOf(format: RowFormat, raw = false): TextEncoding {
  if (format === 'ndjson') return jsonText;
  return raw ? rawCsvText : safeCsvText;
}

export function createRowWriter(options: RowWriterOptions): RowWriter {
  return options.format === 'csv' ? new CsvWriter(options) : new NdjsonWriter(options);
}

/** The texts of the first row, one for each column up to the last that has any. */
export function readTitles(row: Row, strings: SharedStrings, encoding: TextEncoding): string[] {
  return Array.from({ length: row.width }, (_, column) => {
    const kind = row.kindOf(column);
    if (kind === cellKind.empty) return '';
    if (kind === cellKind.shared) return encoding.decode(strings.view(row.startOf(column)));
    const bytes = row.bytes.bytes.subarray(row.startOf(column), row.endOf(column));
    return kind === cellKind.boolean
      ? (booleanWords.csv[bytes[0] ?? 0] ?? '')
      : bytes.toString('utf8');
  });
}

const booleanWords = { csv: ['FALSE', 'TRUE'], json: ['false', 'true'] } as const;

/** CSV (RFC 4180). A row has as many fields as the header, or more if it has more cells. */
class CsvWriter implements RowWriter {
  readonly #options: RowWriterOptions;
  readonly #encoding: TextEncoding;
  readonly #lineEnd: readonly number[];
  /** A file may leave out a million rows: they are made once. */
  readonly #blank = new ByteBuilder(256);
  #width = 0;
  #columns: readonly number[] | undefined;

  constructor(options: RowWriterOptions) {
    this.#options = options;
    this.#encoding = encodingOf('csv', options.raw);
    this.#lineEnd = options.crlf === true ? [0x0d, 0x0a] : [0x0a];
  }

  writeHeader(out: ByteBuilder, row: Row): void {
    const { columns, sharedStrings } = this.#options;
    this.#width = row.width;
    if (columns !== undefined) {
      const titles = readTitles(row, sharedStrings, this.#encoding);
      this.#columns = new FieldNames(titles).find(columns);
    }
    this.writeRow(out, row);
    this.writeRow(this.#blank, new Row());
  }

  writeBlank(out: ByteBuilder): void {
    out.append(this.#blank.bytes, 0, this.#blank.length);
  }

  writeRow(out: ByteBuilder, row: Row): void {
    const columns = this.#columns;
    const count = columns?.length ?? Math.max(this.#width, row.width);
    for (let index = 0; index < count; index++) {
      if (index > 0) out.push(0x2c);
      this.#appendCell(out, row, columns === undefined ? index : (columns[index] ?? 0));
    }
    for (const byte of this.#lineEnd) out.push(byte);
  }

  #appendCell(out: ByteBuilder, row: Row, column: number): void {
    const kind = row.kindOf(column);
    if (kind === cellKind.empty) return;
    const start = row.startOf(column);
    const { bytes } = row.bytes;
    if (kind === cellKind.shared) this.#options.sharedStrings.appendTo(out, start);
    else if (kind === cellKind.number) out.append(bytes, start, row.endOf(column));
    else if (kind === cellKind.boolean) out.appendAscii(booleanWords.csv[bytes[start] ?? 0] ?? '');
    else this.#encoding.encode(out, bytes, start, row.endOf(column));
    verifySize(out);
  }
}

/** One JSON object a line; all columns of the header are there, an empty cell is `null`. */
class NdjsonWriter implements RowWriter {
  readonly #options: RowWriterOptions;
  /** The brace, and the labels. */
  readonly #start: Buffer;
  /** Written before each value. */
  readonly #keys: Buffer[] = [];
  #names = new FieldNames([]);
  readonly #blank = new ByteBuilder(256);
  #width = 0;
  #columns: readonly number[] | undefined;

  constructor(options: RowWriterOptions) {
    this.#options = options;
    this.#start = Buffer.from(JSON.stringify(options.labels ?? {}).slice(0, -1));
  }

  writeHeader(_: ByteBuilder, row: Row): void {
    const { columns, sharedStrings, labels = {} } = this.#options;
    const titles = readTitles(row, sharedStrings, jsonText);
    this.#names = new FieldNames(titles, Object.keys(labels));
    this.#width = row.width;
    if (columns !== undefined) this.#columns = this.#names.find(columns);
    this.writeRow(this.#blank, new Row());
  }

  writeBlank(out: ByteBuilder): void {
    out.append(this.#blank.bytes, 0, this.#blank.length);
  }

  writeRow(out: ByteBuilder, row: Row): void {
    const columns = this.#columns;
    out.append(this.#start);
    let isFirst = this.#start.length === 1;
    const count = columns?.length ?? Math.max(this.#width, row.width);
    for (let index = 0; index < count; index++) {
      const column = columns === undefined ? index : (columns[index] ?? 0);
      const kind = row.kindOf(column);
      // Beyond the header only what a row has.
      if (kind === cellKind.empty && column >= this.#width) continue;
      if (!isFirst) out.push(0x2c);
      isFirst = false;
      out.append(this.#keyOf(column));
      this.#appendCell(out, row, column);
    }
    out.push(0x7d);
    out.push(0x0a);
  }

  #keyOf(column: number): Buffer {
    return (this.#keys[column] ??= Buffer.from(`${JSON.stringify(this.#names.at(column))}:`));
  }

  #appendCell(out: ByteBuilder, row: Row, column: number): void {
    const kind = row.kindOf(column);
    const start = row.startOf(column);
    const { bytes } = row.bytes;
    if (kind === cellKind.empty) out.appendAscii('null');
    else if (kind === cellKind.shared) this.#options.sharedStrings.appendTo(out, start);
    else if (kind === cellKind.number) out.append(bytes, start, row.endOf(column));
    else if (kind === cellKind.boolean) out.appendAscii(booleanWords.json[bytes[start] ?? 0] ?? '');
    else jsonText.encode(out, bytes, start, row.endOf(column));
    verifySize(out);
  }
}

/** A block of output is flushed after each row at the latest. */
function verifySize(out: ByteBuilder): void {
  if (out.length <= limits.rowBytes) return;
  throw tooLarge({ en: 'a row is too long', zh: '有一行过长' });
}
