import { FieldNames } from './field-names.ts';
import { cellKind, type Row } from './row.ts';
import { readTitles } from './row-writers.ts';
import type { SharedStrings } from './shared-strings.ts';
import { plainText } from './text-encoding.ts';
import { Workbook, type WorkbookOptions } from './workbook.ts';

/**
 * What a cell holds: a text (also a date in ISO 8601, or an error such as `#N/A`), a number, a whole number beyond
 * 2^53 as a bigint, a boolean, or `null` for an empty cell.
 */
export type CellValue = string | number | bigint | boolean | null;

/** A row by the names of its columns. */
export type SheetRow = Readonly<Record<string, CellValue>>;

/** A sheet whose header was read. */
export interface ReadSheet {
  readonly name: string;
  readonly columns: readonly string[];
  /** Each row has the field `_sheet`. */
  readonly isOneOfSeveral: boolean;
}

/**
 * The rows of a workbook, one after the other. The first row of a sheet names the columns; with several sheets `_sheet`
 * is the name of theirs. Leaving the loop early closes the workbook.
 * @throws SiemExportError `NotAWorkbook`, `WorkbookEncrypted`, `WorkbookTooLarge`; UsageError for a sheet or a column that
 *   is not there; the signal's reason; errors of the system
 */
export async function* readRows(
  options: WorkbookOptions,
  onSheet: (sheet: ReadSheet) => void = () => undefined,
): AsyncGenerator<SheetRow, void, undefined> {
  const workbook = await Workbook.open(options, plainText);
  const { limit = Infinity, columns } = options;
  try {
    const sheets = await workbook.chooseSheets();
    for (const sheet of sheets) {
      const sheetName = sheets.length > 1 ? sheet.name : undefined;
      const { sharedStrings } = workbook.context;
      let shape: RowShape | undefined;
      let left = limit;
      for await (const reader of workbook.read(sheet)) {
        while (left > 0 && reader.next()) {
          if (shape === undefined) {
            shape = new RowShape(reader.row, sharedStrings, sheetName, columns);
            onSheet({ name: sheet.name, columns: shape.names, isOneOfSeveral: sheets.length > 1 });
            continue;
          }
          for (let skipped = reader.blankRowsBefore; skipped > 0 && left > 0; skipped--) {
            yield shape.blank();
            left--;
          }
          if (left-- > 0) yield shape.toObject(reader.row);
        }
        if (left <= 0) break;
      }
    }
  } finally {
    await workbook.close();
  }
}

/** Makes objects of rows. */
class RowShape {
  readonly #names: FieldNames;
  readonly #width: number;
  readonly #columns: readonly number[] | undefined;
  readonly #strings: SharedStrings;
  readonly #sheetName: string | undefined;

  constructor(
    header: Row,
    strings: SharedStrings,
    sheetName: string | undefined,
    columns: readonly string[] | undefined,
  ) {
    const titles = readTitles(header, strings, plainText);
    this.#names = new FieldNames(titles, sheetName === undefined ? [] : ['_sheet']);
    this.#width = header.width;
    this.#strings = strings;
    this.#sheetName = sheetName;
    this.#columns = columns === undefined ? undefined : this.#names.find(columns);
  }

  /** Names from the header, limited to the requested columns. */
  get names(): readonly string[] {
    const chosen = this.#columns?.map((column) => this.#names.at(column));
    return chosen ?? this.#names.all.slice(0, this.#width);
  }

  blank(): SheetRow {
    return this.#collect(this.#width, () => null);
  }

  toObject(row: Row): SheetRow {
    const width = Math.max(this.#width, row.width);
    return this.#collect(width, (column) => readValue(row, column, this.#strings));
  }

  #collect(width: number, valueOf: (column: number) => CellValue): SheetRow {
    const cells: [string, CellValue][] = [];
    if (this.#sheetName !== undefined) cells.push(['_sheet', this.#sheetName]);
    const count = this.#columns?.length ?? width;
    for (let index = 0; index < count; index++) {
      const column = this.#columns?.[index] ?? index;
      const value = valueOf(column);
      if (value === null && column >= this.#width) continue;
      cells.push([this.#names.at(column), value]);
    }
    // A column may be named __proto__: fromEntries makes a field of it as of any other.
    return Object.fromEntries(cells);
  }
}

export function readValue(row: Row, column: number, strings: SharedStrings): CellValue {
  const kind = row.kindOf(column);
  if (kind === cellKind.empty) return null;
  const start = row.startOf(column);
  if (kind === cellKind.shared) return strings.view(start).toString('utf8');
  const { bytes } = row.bytes;
  if (kind === cellKind.boolean) return bytes[start] === 1;
  const text = bytes.toString('utf8', start, row.endOf(column));
  return kind === cellKind.number ? toNumber(text) : text;
}

function toNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text);
}
