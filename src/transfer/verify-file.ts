import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { digestFile } from './digests.ts';
import { readReceipt, receiptPathOf, type Receipt } from './read-receipt.ts';

/** A file is what its receipt says. */
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
  /** The receipt as it stands there. */
  readonly receipt: JsonObject;
}

/**
 * Holds a file against its receipt: size, CRC-64 and SHA-256. Sends nothing.
 *
 * @throws SiemExportError with exit `integrity`: `DigestMismatch`, `ReceiptMissing`, `ReceiptInvalid`;
 *   with exit `download`: `FileMissing`, or the system's code where it cannot be read; the signal's
 *   reason when aborted
 */
export async function verifyFile(
  file: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<VerifiedFile> {
  const path = resolve(file);
  try {
    const { size } = await stat(path);
    const receipt = await readReceipt(path);
    if (size !== receipt.bytes) throw createMismatch(path, 'length', size, receipt.bytes);
    const digests = await digestFile(path, signal);
    validateDigests(path, digests, receipt);
    const { bytes, crc64, sha256 } = digests;
    const receiptPath = receiptPathOf(path);
    return { path, receiptPath, bytes, crc64, sha256, receipt: receipt.content };
  } catch (error) {
    signal.throwIfAborted();
    throw toReadError(error, path);
  }
}

function validateDigests(
  path: string,
  digests: { readonly crc64: string; readonly sha256: string },
  receipt: Receipt,
): void {
  if (digests.crc64 !== receipt.crc64) {
    throw createMismatch(path, 'CRC-64', digests.crc64, receipt.crc64);
  }
  if (digests.sha256 !== receipt.sha256) {
    throw createMismatch(path, 'SHA-256', digests.sha256, receipt.sha256);
  }
}

function createMismatch(
  path: string,
  what: string,
  found: string | number,
  wanted: string | number,
): SiemExportError {
  return new SiemExportError(
    'DigestMismatch',
    'integrity',
    `${path} is not the file of its receipt: its ${what} is ${found}, not ${wanted}`,
    { hint: 'It was changed or damaged after the download: fetch it again into another folder.' },
  );
}

function toReadError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (error instanceof SiemExportError || code === undefined) return error;
  return code === 'ENOENT'
    ? new SiemExportError('FileMissing', 'download', `${path} does not exist`)
    : new SiemExportError(code, 'download', `${path} cannot be read (${code})`);
}
