import { basename, extname } from 'node:path';
import { PassThrough } from 'node:stream';
import type { JsonObject } from '../base/json.ts';
import type { DownloadResult, IfExists, OutputTarget } from '../transfer/download-request.ts';
import { extendReceipt } from '../transfer/file/receipt.ts';
import type { RowFormat } from '../workbook/row-writers.ts';
import { writeRows, type RowsDestination, type RowsResult, type RowsStream } from './write-rows.ts';

export interface RowsOfDownload {
  readonly format: RowFormat;
  readonly ifExists: IfExists;
  readonly signal: AbortSignal;
}

/**
 * Writes the rows of a workbook beside it, under its name with the ending of the format, and adds them to its
 * receipt.
 * @throws as `writeRows`; the workbook stays
 */
export async function writeRowsBeside(
  path: string,
  { receiptPath }: Pick<DownloadResult, 'receiptPath'>,
  { format, ifExists, signal }: RowsOfDownload,
): Promise<RowsResult> {
  const destination = { kind: 'file', path: rowsPathOf(path, format), ifExists } as const;
  // A file needs no temporary copy.
  const rows = await writeRows({ source: path, temporary: '', format, destination, signal });
  if (receiptPath !== undefined) await extendReceipt(path, { Rows: formatRows(rows) });
  return rows;
}

/** `event.xlsx` to `event.csv`; `event.csv`, if the service names a workbook like that, to `event.csv.csv`. */
function rowsPathOf(path: string, format: RowFormat): string {
  const ending = extname(path);
  const own = `.${format}`;
  if (ending.toLowerCase() === own) return path + own;
  return path.slice(0, path.length - ending.length) + own;
}

function formatRows({ path, format, count, sizeBytes, sha256 }: RowsResult): JsonObject {
  return {
    File: basename(path ?? ''),
    Format: format,
    Count: count,
    Bytes: sizeBytes,
    Sha256: sha256,
  };
}

/**
 * Downloads a workbook, and writes its rows to standard output. No row is written before the workbook is verified.
 * @param download writes the workbook to the target
 */
export async function streamRows(
  download: (target: OutputTarget) => Promise<DownloadResult>,
  stdout: RowsStream,
  { format, signal, temporary }: RowsOfDownload & { readonly temporary: string },
): Promise<{ readonly download: DownloadResult; readonly rows: RowsResult }> {
  const workbook = new PassThrough();
  const destination: RowsDestination = { kind: 'stdout', stream: stdout };
  const writing = writeRows({ source: workbook, temporary, format, destination, signal });
  // Its error is thrown below.
  writing.catch(() => undefined);
  try {
    const downloaded = await download({ stream: workbook });
    workbook.end();
    return { download: downloaded, rows: await writing };
  } catch (error) {
    workbook.destroy(error as Error);
    await writing.catch(() => undefined);
    throw error;
  }
}
