import { isAbsolute, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { readWorkbookRows, writeRows } from '../operations/write-rows.ts';
import { oneOf, text, yesOrNo } from './option-rules.ts';
import type { LibraryContext } from './task-options.ts';
import { validateOptions, type OptionRules } from './validate-options.ts';

/**
 * The path of a workbook, or its bytes.
 *
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 * import { downloadExportFile, readRows, type WorkbookSource } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'source.xlsx' });
 * const source: WorkbookSource = createReadStream('source.xlsx');
 * for await (const row of readRows(source, { limit: 1 })) console.log(Object.keys(row).length);
 * ```
 */
export type WorkbookSource = string | AsyncIterable<Uint8Array>;

/**
 * A row by the names of its columns: a text (also a date in ISO 8601, or an error such as `#N/A`), a number, a whole
 * number beyond 2^53 as a bigint, a boolean, or null for an empty cell.
 *
 * @example
 * ```ts
 * import { downloadExportFile, readRows, type WorkbookRow } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'row.xlsx' });
 * const isFilled = (row: WorkbookRow): boolean => Object.values(row).some((cell) => cell !== null);
 * for await (const row of readRows('row.xlsx', { limit: 1 })) console.log(isFilled(row));
 * ```
 */
export type WorkbookRow = Readonly<Record<string, string | number | bigint | boolean | null>>;

/**
 * Which rows of a workbook.
 *
 * @example
 * ```ts
 * import { downloadExportFile, readRows, type RowsOptions } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'some.xlsx' });
 * const options: RowsOptions = { sheet: 1, limit: 2 };
 * for await (const row of readRows('some.xlsx', options)) console.log(typeof row);
 * ```
 */
export interface RowsOptions {
  /** The name of a sheet, or its number from 1 on. Default: all that have rows; then each row has `_sheet`. */
  readonly sheet?: string | number | undefined;
  /** The columns, by name, in this order. Default: all. */
  readonly columns?: readonly string[] | undefined;
  /** At most so many rows of each sheet. Default: all. */
  readonly limit?: number | undefined;
  /** Ends the call, which throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Which rows of a workbook are written to a file, and how.
 *
 * @example
 * ```ts
 * import { convertWorkbook, downloadExportFile, type ConvertOptions } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'options.xlsx' });
 * const options: ConvertOptions = { file: 'options.ndjson', format: 'ndjson', ifExists: 'overwrite' };
 * console.log((await convertWorkbook('options.xlsx', options)).format);
 * ```
 */
export interface ConvertOptions extends RowsOptions {
  /** Path of the file of rows. */
  readonly file: string;
  /** Default: `csv`, which holds one sheet. */
  readonly format?: 'csv' | 'ndjson' | undefined;
  /** If the file exists: keep it if it has the same bytes, throw, replace it, or number the new one. Default: `skip`. */
  readonly ifExists?: 'skip' | 'fail' | 'overwrite' | 'rename' | undefined;
  /** CSV: end lines with CR LF. */
  readonly crlf?: boolean | undefined;
  /** CSV: begin with a byte order mark. */
  readonly bom?: boolean | undefined;
  /** CSV: no apostrophe in front of texts that a spreadsheet would run. */
  readonly raw?: boolean | undefined;
}

/**
 * A file of rows.
 *
 * @example
 * ```ts
 * import { convertWorkbook, downloadExportFile, type ConvertedWorkbook } from 'siem-export';
 *
 * await downloadExportFile('400185', { file: 'result.xlsx' });
 * const result: ConvertedWorkbook = await convertWorkbook('result.xlsx', { file: 'result.csv' });
 * console.log(result.sha256.length, result.skipped);
 * ```
 */
export interface ConvertedWorkbook {
  /** Absolute. */
  readonly path: string;
  /** As asked for. */
  readonly format: 'csv' | 'ndjson';
  /** Rows of each sheet, by its name, without the header. */
  readonly sheets: Readonly<Record<string, number>>;
  /** Rows of all sheets, without headers. */
  readonly count: number;
  /** Size of the file. */
  readonly bytes: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  /** An identical file existed. */
  readonly skipped: boolean;
}

/** What reading a workbook needs of the system. */
interface RowsContext extends Pick<LibraryContext, 'cwd'> {
  /** The folder for a temporary file, which a stream is written to. */
  readonly temporary: string;
}

const rowsRules: OptionRules<RowsOptions> = {
  sheet: {
    allowed: 'a name or a number from 1 on',
    accepts: (value) =>
      (typeof value === 'string' && value !== '') || (Number.isInteger(value) && Number(value) > 0),
  },
  columns: {
    allowed: 'a list of names',
    accepts: (value) => Array.isArray(value) && value.every((name) => typeof name === 'string'),
  },
  limit: {
    allowed: 'a whole number from 0',
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
  },
  signal: {
    allowed: 'an AbortSignal',
    accepts: (value) => value instanceof AbortSignal,
  },
};

const convertRules: OptionRules<ConvertOptions> = {
  ...rowsRules,
  file: { ...text, isRequired: true },
  format: oneOf('csv', 'ndjson'),
  ifExists: oneOf('skip', 'fail', 'overwrite', 'rename'),
  crlf: yesOrNo,
  bom: yesOrNo,
  raw: yesOrNo,
};

export async function* readSourceRows(
  source: WorkbookSource,
  options: RowsOptions,
  system: RowsContext,
): AsyncGenerator<WorkbookRow, void, undefined> {
  validateOptions(options, rowsRules);
  yield* readWorkbookRows({ ...options, ...openSource(source, options, system) });
}

export async function convertSource(
  source: WorkbookSource,
  options: ConvertOptions,
  system: RowsContext,
): Promise<ConvertedWorkbook> {
  validateOptions(options, convertRules);
  const { file, format = 'csv', ifExists = 'skip' } = options;
  const destination = { kind: 'file', path: toAbsolute(file, system), ifExists } as const;
  const given = { ...options, format, destination, ...openSource(source, options, system) };
  const written = await writeRows(given);
  const { path, count, sizeBytes: bytes, sha256, skipped } = written;
  const sheets = Object.fromEntries(written.sheets.map((sheet) => [sheet.name, sheet.count]));
  return { path: path ?? destination.path, format, sheets, count, bytes, sha256, skipped };
}

function openSource(
  source: WorkbookSource,
  { signal = new AbortController().signal }: RowsOptions,
  system: RowsContext,
) {
  const { temporary } = system;
  return {
    source: typeof source === 'string' ? toAbsolute(source, system) : Readable.from(source),
    temporary,
    signal,
  };
}

/** `cwd` throws if the working directory was removed, so it is read for a relative path only. */
function toAbsolute(path: string, system: Pick<LibraryContext, 'cwd'>): string {
  return isAbsolute(path) ? resolve(path) : resolve(system.cwd, path);
}
