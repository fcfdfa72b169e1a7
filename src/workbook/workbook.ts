import type { Readable } from 'node:stream';
import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { Archive } from './archive.ts';
import type { SheetContext } from './cell-values.ts';
import { readStyles } from './number-formats.ts';
import { findParts, type Sheet, type WorkbookParts } from './parts.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetReader } from './sheet-reader.ts';
import { openSource, type Source } from './source.ts';
import type { TextEncoding } from './text-encoding.ts';

/** The source of a workbook, and which sheets, columns and rows to read. */
export interface WorkbookOptions {
  /** A path, or a stream of its bytes. */
  readonly source: string | Readable;
  /** The folder for a temporary file, which a stream is written to. */
  readonly temporary: string;
  /** The name of a sheet, or its number, from 1 on. Default: all that hold rows. */
  readonly sheet?: string | number | undefined;
  /** The columns, by name, in this order. Default: all. */
  readonly columns?: readonly string[] | undefined;
  /** At most so many rows of each sheet, without the header. Default: all. */
  readonly limit?: number | undefined;
  /** Called now and then. */
  readonly onProgress?: ((progress: RowsProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far the work is. */
export interface RowsProgress {
  /** Inflated bytes of the chosen sheets that are read. */
  readonly readBytes: number;
  /** Of all chosen sheets. */
  readonly totalBytes: number;
}

/** A workbook that is open: its sheets may be read, one after the other. */
export class Workbook {
  readonly sizeBytes: number;
  readonly context: SheetContext;
  readonly #source: Source;
  readonly #archive: Archive;
  readonly #options: WorkbookOptions;
  readonly #parts: WorkbookParts;
  #readBytes = 0;
  #totalBytes = 0;

  private constructor(
    options: WorkbookOptions,
    source: Source,
    archive: Archive,
    parts: WorkbookParts,
    context: SheetContext,
  ) {
    this.#options = options;
    this.#source = source;
    this.#archive = archive;
    this.#parts = parts;
    this.sizeBytes = source.sizeBytes;
    this.context = context;
  }

  /** @throws SiemExportError `NotAWorkbook`, `WorkbookEncrypted`, `WorkbookTooLarge`; errors of the system */
  static async open(options: WorkbookOptions, encoding: TextEncoding): Promise<Workbook> {
    const source = await openSource(options.source, options.temporary, options.signal);
    try {
      const archive = await Archive.open(source.fd, source.sizeBytes);
      const parts = await findParts(archive);
      const { styles, sharedStrings, usesDatesFrom1904 } = parts;
      options.signal?.throwIfAborted();
      const context = {
        styles: styles === undefined ? new Uint8Array() : await readStyles(archive, styles),
        sharedStrings: await readSharedStrings(archive, sharedStrings, encoding, options.signal),
        usesDatesFrom1904,
      };
      return new Workbook(options, source, archive, parts, context);
    } catch (error) {
      await source.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  /** The sheet that is asked for, else all that hold rows. */
  async chooseSheets(): Promise<readonly Sheet[]> {
    const { sheets } = this.#parts;
    const { sheet } = this.#options;
    let chosen = sheets;
    if (sheet !== undefined) chosen = [findSheet(sheets, sheet)];
    else if (sheets.length > 1) {
      const holds = [];
      for (const each of sheets) if (await this.#holdsRows(each)) holds.push(each);
      chosen = holds;
    }
    this.#totalBytes = chosen.reduce((sum, { part }) => sum + this.#archive.sizeOf(part), 0);
    return chosen;
  }

  /** Hands over the reader of a sheet each time when it has further rows. */
  async *read(sheet: Sheet): AsyncGenerator<SheetReader, void, undefined> {
    const { signal, onProgress } = this.#options;
    const reader = new SheetReader(this.context);
    for await (const chunk of this.#archive.read(sheet.part)) {
      signal?.throwIfAborted();
      reader.push(chunk);
      yield reader;
      this.#readBytes += chunk.length;
      onProgress?.({ readBytes: this.#readBytes, totalBytes: this.#totalBytes });
    }
    reader.finish();
    yield reader;
    reader.verifyEnd();
  }

  async #holdsRows({ part }: Sheet): Promise<boolean> {
    const reader = new SheetReader(this.context);
    for await (const chunk of this.#archive.read(part)) {
      this.#options.signal?.throwIfAborted();
      reader.push(chunk);
      if (reader.next()) return true;
    }
    reader.finish();
    return reader.next();
  }
}

function findSheet(sheets: readonly Sheet[], wanted: string | number): Sheet {
  const found =
    sheets.find(({ name }) => name === wanted) ??
    (/^\d+$/.test(String(wanted)) ? sheets[Number(wanted) - 1] : undefined);
  if (found !== undefined) return found;
  const shown = toPlainText(String(wanted));
  throw new UsageError({
    en: `--sheet: there is no sheet "${shown}"; the sheets are ${listSheets(sheets)}`,
    zh: `--sheet：没有工作表 "${shown}"；现有的工作表是 ${listSheets(sheets)}`,
  });
}

/** @throws UsageError if there are several: CSV has no place for a second header */
export function verifyOneSheet(sheets: readonly Sheet[]): void {
  if (sheets.length < 2) return;
  throw new UsageError({
    en: `--sheet: CSV holds one sheet, and several have rows: ${listSheets(sheets)}`,
    zh: `--sheet：CSV 只能容纳一个工作表，而有多个工作表含有行：${listSheets(sheets)}`,
  });
}

function listSheets(sheets: readonly Sheet[]): string {
  return sheets
    .slice(0, 20)
    .map(({ name }) => toPlainText(name))
    .join(', ');
}
