import { createHash } from 'node:crypto';
import { ByteBuilder } from './byte-builder.ts';
import { tooLarge } from './codes.ts';
import { limits } from './limits.ts';
import { createRowWriter, encodingOf, type RowFormat, type RowLabels } from './row-writers.ts';
import type { Sheet } from './parts.ts';
import { verifyOneSheet, Workbook, type WorkbookOptions } from './workbook.ts';

/** The output format and its destination. */
export interface ConvertOptions extends WorkbookOptions {
  readonly format: RowFormat;
  /** CSV: lines end with CR LF, not LF. */
  readonly crlf?: boolean | undefined;
  /** CSV: begins with a byte order mark, by which Excel knows UTF-8. */
  readonly bom?: boolean | undefined;
  /** CSV: a text that a spreadsheet would run stays as it is. Default: an apostrophe in front. */
  readonly raw?: boolean | undefined;
  /** NDJSON: a field in front of the columns, if rows of several files come together. */
  readonly labels?: Pick<RowLabels, '_file'> | undefined;
  /** Takes a block of output. The block is used again as soon as the promise is resolved. */
  readonly write: (block: Uint8Array) => Promise<void>;
}

/** What was written. */
export interface ConvertResult {
  readonly sheets: readonly ConvertedSheet[];
  /** Rows of all sheets, without headers. */
  readonly count: number;
  readonly sizeBytes: number;
  /** Of all bytes, in hex. */
  readonly sha256: string;
}

/** A sheet and how many rows it gave. */
export interface ConvertedSheet {
  readonly name: string;
  readonly count: number;
}

/** Bytes of output that are handed over at a time. */
const blockBytes = 128 * 1024;

/**
 * Writes the rows of a workbook as CSV or NDJSON. Memory does not grow with the rows. The same workbook gives the
 * same bytes.
 * @throws SiemExportError `NotAWorkbook`, `WorkbookEncrypted`, `WorkbookTooLarge`; UsageError for a sheet or a column that
 *   is not there; the signal's reason; errors of the system; what `write` throws
 */
export async function convertWorkbook(options: ConvertOptions): Promise<ConvertResult> {
  const workbook = await Workbook.open(options, encodingOf(options.format, options.raw));
  try {
    const chosen = await workbook.chooseSheets();
    if (options.format === 'csv') verifyOneSheet(chosen);
    const output = new Output(options.write, workbook.sizeBytes);
    if (options.bom === true && options.format === 'csv') output.bytes.appendCodePoint(0xfeff);
    const sheets = [];
    for (const sheet of chosen) {
      const count = await convertSheet(workbook, sheet, chosen.length > 1, options, output);
      sheets.push({ name: sheet.name, count });
    }
    await output.flush();
    const count = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
    return { sheets, count, sizeBytes: output.sizeBytes, sha256: output.digest() };
  } finally {
    await workbook.close();
  }
}

/** @returns how many rows it has, without the header */
async function convertSheet(
  workbook: Workbook,
  sheet: Sheet,
  isOneOfSeveral: boolean,
  options: ConvertOptions,
  output: Output,
): Promise<number> {
  const { sharedStrings } = workbook.context;
  const labels = isOneOfSeveral ? { ...options.labels, _sheet: sheet.name } : options.labels;
  const writer = createRowWriter({ ...options, sharedStrings, labels });
  const limit = options.limit ?? Infinity;
  const out = output.bytes;
  let count = -1;
  for await (const reader of workbook.read(sheet)) {
    while (count < limit && reader.next()) {
      if (count === -1) {
        writer.writeHeader(out, reader.row);
        count++;
        continue;
      }
      for (let skipped = reader.blankRowsBefore; skipped > 0 && count < limit; skipped--) {
        writer.writeBlank(out);
        count++;
        if (out.length >= blockBytes) await output.flush();
      }
      if (count >= limit) break;
      writer.writeRow(out, reader.row);
      count++;
      if (out.length >= blockBytes) await output.flush();
    }
    if (count >= limit) break;
  }
  return Math.max(count, 0);
}

/** Collects output in a block, counts and digests it. */
class Output {
  readonly bytes = new ByteBuilder(2 * blockBytes);
  sizeBytes = 0;
  readonly #hash = createHash('sha256');
  readonly #write: ConvertOptions['write'];
  readonly #mostBytes: number;

  /** @param workbookBytes the size of the file */
  constructor(write: ConvertOptions['write'], workbookBytes: number) {
    this.#write = write;
    this.#mostBytes = limits.outputBytes + limits.outputRatio * workbookBytes;
  }

  async flush(): Promise<void> {
    if (this.bytes.length === 0) return;
    const block = this.bytes.view();
    this.sizeBytes += block.length;
    if (this.sizeBytes > this.#mostBytes) {
      throw tooLarge({
        en: `its rows would take more than ${limits.outputRatio} times its size`,
        zh: `其中的行会超过文件大小的 ${limits.outputRatio} 倍`,
      });
    }
    this.#hash.update(block);
    await this.#write(block);
    this.bytes.clear();
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
