import { dirname, join, resolve } from 'node:path';
import type { JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { digestFile } from './fetch/digests.ts';
import {
  fileOfReceipt,
  findReceiptOfRows,
  readReceipt,
  receiptPathOf,
  type ReceiptOfRows,
} from './file/receipt.ts';
import { readSize, toReadError } from './file/readable-file.ts';
import { raiseStoreError } from './store/codes.ts';
import { texts as storeTexts, type Difference } from './store/texts.ts';

/** A file that matches its receipt. */
export interface VerifiedFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute. */
  readonly receiptPath: string;
  readonly bytes: number;
  /** CRC-64/XZ, unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The whole receipt. */
  readonly receipt: JsonObject;
}

/**
 * Verifies a file against its receipt, offline: size, CRC-64 and SHA-256; and the file of its rows, if the receipt
 * names one. A file of rows is verified against the receipt of its workbook.
 *
 * @param written the file, or its receipt
 * @throws SiemExportError with exit `integrity`: `DigestMismatch`; with exit `download`:
 *   `FileMissing`, `NotAFile`, `FileUnreadable`, `ReceiptMissing`, `ReceiptInvalid`,
 *   `ReceiptUnreadable`, `ReceiptUntrusted`; the signal's reason when aborted
 */
export async function verifyFile(
  written: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<VerifiedFile> {
  const file = fileOfReceipt(resolve(written));
  // The file that is being read.
  let path = file;
  try {
    const size = await readSize(path, 'verify');
    const rows = await findReceiptOfRows(path);
    if (rows !== undefined) {
      const digests = await verifyRows(path, rows.receipt, signal);
      return { path, ...digests, receiptPath: receiptPathOf(rows.workbook), receipt: rows.content };
    }
    const receipt = await readReceipt(path);
    expectSame(path, 'length', [size, receipt.bytes]);
    const digests = await digestFile(path, signal);
    expectSame(path, 'crc64', [digests.crc64, receipt.crc64]);
    expectSame(path, 'sha256', [digests.sha256, receipt.sha256]);
    const { bytes, crc64, sha256 } = digests;
    const receiptPath = receiptPathOf(path);
    if (receipt.rows !== undefined) {
      path = join(dirname(path), receipt.rows.file);
      await verifyRows(path, receipt.rows, signal);
    }
    return { path: file, receiptPath, bytes, crc64, sha256, receipt: receipt.content };
  } catch (error) {
    signal.throwIfAborted();
    throw toReadError(error, path);
  }
}

async function verifyRows(
  path: string,
  expected: ReceiptOfRows,
  signal: AbortSignal,
): Promise<Pick<VerifiedFile, 'bytes' | 'crc64' | 'sha256'>> {
  const size = await readSize(path, 'verify');
  if (expected.bytes !== undefined) expectSame(path, 'length', [size, expected.bytes]);
  const { bytes, crc64, sha256 } = await digestFile(path, signal);
  expectSame(path, 'sha256', [sha256, expected.sha256]);
  return { bytes, crc64, sha256 };
}

function expectSame(
  path: string,
  measure: Difference['measure'],
  [found, expected]: readonly [string | number, string | number],
): void {
  if (found === expected) return;
  throw raiseStoreError('DigestMismatch', {
    message: storeTexts.notAsReceipt(toPlainText(path), { measure, found, expected }),
    hint: storeTexts.changedAfterDownload,
  });
}
