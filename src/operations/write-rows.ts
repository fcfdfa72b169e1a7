import { systemErrorCode } from '../base/errors.ts';
import { InterruptionError } from '../base/interruption-error.ts';
import { toPlainText } from '../base/plain-text.ts';
import { releaseMemory } from '../base/release-memory.ts';
import type { IfExists } from '../transfer/download-request.ts';
import { toFileError } from '../transfer/file/file-error.ts';
import { readSize, toReadError } from '../transfer/file/readable-file.ts';
import { createStreamWriter } from '../transfer/file/stream-writer.ts';
import { writeWholeFile } from '../transfer/file/write-whole-file.ts';
import {
  convertWorkbook,
  type ConvertOptions,
  type ConvertResult,
} from '../workbook/convert-workbook.ts';
import { readRows, type SheetRow } from '../workbook/read-rows.ts';
import type { RowFormat } from '../workbook/row-writers.ts';
import { summarizeWorkbook, type SheetSummary } from '../workbook/summarize-workbook.ts';
import type { WorkbookOptions } from '../workbook/workbook.ts';

/** A stream of the system has a descriptor. */
export type RowsStream = NodeJS.WritableStream & {
  readonly fd?: unknown;
  readonly isTTY?: boolean;
};

/** Destination of rows. `nowhere`: rows are only counted and digested. */
export type RowsDestination =
  /** `path`: absolute. */
  | { readonly kind: 'file'; readonly path: string; readonly ifExists: IfExists }
  | { readonly kind: 'stdout'; readonly stream: RowsStream }
  | { readonly kind: 'nowhere' };

export interface WriteRowsOptions extends Omit<ConvertOptions, 'write'> {
  readonly destination: RowsDestination;
  readonly signal: AbortSignal;
}

/** The rows of a workbook, and where they were written. */
export interface RowsResult extends ConvertResult {
  /** Absolute; null if they went to no file. */
  readonly path: string | null;
  readonly format: RowFormat;
  /** A file with the same rows already existed. */
  readonly skipped: boolean;
}

/**
 * Writes the rows of a workbook to a file, whole or not at all, or to standard output.
 * @throws SiemExportError with exit `integrity` for the workbook, with exit `download` for files and streams;
 *   UsageError for a sheet or a column that is not there; InterruptionError when the reader of stdout has gone
 */
export async function writeRows(options: WriteRowsOptions): Promise<RowsResult> {
  const { destination, format, signal } = options;
  if (typeof options.source === 'string') await checkSource(options.source);
  const convert = (write: ConvertOptions['write']): Promise<ConvertResult> =>
    readingFrom(options.source, convertWorkbook({ ...options, write }), signal);
  switch (destination.kind) {
    case 'file': {
      const { path, skipped, made } = await writeWholeFile({ ...destination, signal }, convert);
      return { ...made, path, format, skipped };
    }
    case 'stdout':
      return {
        ...(await writeToStream(destination, convert, signal)),
        path: null,
        format,
        skipped: false,
      };
    case 'nowhere': {
      const made = await convert(() => Promise.resolve());
      return { ...made, path: null, format, skipped: false };
    }
  }
}

/** Counts the values of each column. @throws as `writeRows` */
export async function summarizeRows(
  options: WorkbookOptions & { readonly signal: AbortSignal },
): Promise<SheetSummary[]> {
  if (typeof options.source === 'string') await checkSource(options.source);
  return await readingFrom(options.source, summarizeWorkbook(options), options.signal);
}

/** The rows of a workbook, one after the other. @throws as `writeRows` */
export async function* readWorkbookRows(
  options: WorkbookOptions & { readonly signal: AbortSignal },
): AsyncGenerator<SheetRow, void, undefined> {
  const { source, signal } = options;
  if (typeof source === 'string') await checkSource(source);
  try {
    yield* readRows(options);
  } catch (error) {
    signal.throwIfAborted();
    throw toReadError(error, typeof source === 'string' ? source : '-');
  }
}

/** The errors of reading a workbook, with its name. */
async function readingFrom<Result>(
  source: ConvertOptions['source'],
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    throw toReadError(error, typeof source === 'string' ? source : '-');
  }
}

/** @throws SiemExportError for what cannot be read as a file */
async function checkSource(path: string): Promise<void> {
  try {
    await readSize(path, 'rows');
  } catch (error) {
    throw toReadError(error, path);
  }
}

async function writeToStream(
  { stream }: Extract<RowsDestination, { kind: 'stdout' }>,
  convert: (write: ConvertOptions['write']) => Promise<ConvertResult>,
  signal: AbortSignal,
): Promise<ConvertResult> {
  const writer = createStreamWriter(stream, signal);
  const isTerminal = stream.isTTY === true;
  // A stream with a descriptor has copied the bytes to the system when its write ends.
  const detachesChunks = typeof stream.fd === 'number';
  const throwStreamError = (error: unknown): never => {
    signal.throwIfAborted();
    // `| head -1` has what it wanted.
    if (systemErrorCode(error) === 'EPIPE') throw new InterruptionError('SIGTERM');
    throw toFileError(error, standardOutput);
  };
  try {
    const made = await convert(async (block) => {
      const chunk = isTerminal ? toPlainBlock(block) : Buffer.from(block);
      const release = (): void => {
        if (detachesChunks) releaseMemory(chunk);
      };
      try {
        await writer.write(chunk, release);
      } catch (error) {
        throwStreamError(error);
      }
    });
    await writer.flush().catch(throwStreamError);
    return made;
  } finally {
    writer.close();
  }
}

const standardOutput = { en: 'standard output', zh: '标准输出' };

/** Cells hold texts of others: no control character reaches a terminal. A block ends with a row. */
function toPlainBlock(block: Uint8Array): Buffer {
  const lines = Buffer.from(block).toString('utf8').split('\n');
  return Buffer.from(lines.map(toPlainText).join('\n'));
}
