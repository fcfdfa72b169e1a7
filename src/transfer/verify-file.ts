import { resolve } from 'node:path';
import type { JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { digestFile } from './fetch/digests.ts';
import { fileOfReceipt, readReceipt, receiptPathOf } from './file/receipt.ts';
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
 * Verifies a file against its receipt, offline: size, CRC-64 and SHA-256.
 *
 * @param file or its receipt
 * @throws SiemExportError with exit `integrity`: `DigestMismatch`; with exit `download`:
 *   `FileMissing`, `NotAFile`, `FileUnreadable`, `ReceiptMissing`, `ReceiptInvalid`,
 *   `ReceiptUnreadable`, `ReceiptUntrusted`; the signal's reason when aborted
 */
export async function verifyFile(
  file: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<VerifiedFile> {
  const path = fileOfReceipt(resolve(file));
  try {
    const size = await readSize(path, 'verify');
    const receipt = await readReceipt(path);
    expectSame(path, 'length', [size, receipt.bytes]);
    const digests = await digestFile(path, signal);
    expectSame(path, 'crc64', [digests.crc64, receipt.crc64]);
    expectSame(path, 'sha256', [digests.sha256, receipt.sha256]);
    const { bytes, crc64, sha256 } = digests;
    const receiptPath = receiptPathOf(path);
    return { path, receiptPath, bytes, crc64, sha256, receipt: receipt.content };
  } catch (error) {
    signal.throwIfAborted();
    throw toReadError(error, path);
  }
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
