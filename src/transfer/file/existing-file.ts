import { lstat, stat } from 'node:fs/promises';
import { isSiemExportError, systemErrorCode, type SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { digestFile, type DigestValues } from '../fetch/digests.ts';
import type { FileDownload } from '../download-request.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { raiseFileError } from './codes.ts';
import { toFileError } from './file-error.ts';
import { texts } from './texts.ts';
import { readReceipt, receiptPathOf } from './receipt.ts';

/**
 * Checks the final path, before a request is sent.
 * @returns whether a file exists there
 * @throws SiemExportError if it can be neither replaced nor skipped
 */
export async function checkTarget({
  path,
  ifExists,
}: Pick<FileDownload, 'path' | 'ifExists'>): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    // A broken symbolic link takes the name too.
    return lstat(path).catch(() => undefined);
  });
  if (found === undefined) return false;
  if (found.isSymbolicLink()) {
    if (ifExists === 'fail' || ifExists === 'skip') throw createFileExistsError(path, 'other');
    return false;
  }
  if (!found.isFile()) throw createInPlaceError(path, found.isDirectory() ? 'folder' : 'device');
  if (ifExists === 'fail') throw createFileExistsError(path, 'unknown');
  return true;
}

/**
 * Checks that a receipt can be written, before a request is sent.
 * @throws SiemExportError if its name is too long or taken by a folder
 */
export async function checkReceiptPath({ path, receipt: given }: FileDownload): Promise<void> {
  if (given === undefined) return;
  const receipt = receiptPathOf(path);
  const found = await stat(receipt).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw toFileError(error, receipt);
  });
  if (found?.isDirectory()) throw createInPlaceError(receipt, 'folder');
}

/**
 * Protects a receipt whose file was moved away: `skip` and `fail` do not replace it, unless it belongs
 * to the same object.
 * @throws SiemExportError if it belongs to another object, or is not a valid receipt
 */
export async function checkOldReceipt(
  { path, ifExists, receipt: given }: FileDownload,
  { crc64, etag }: ObjectFacts,
): Promise<void> {
  if (given === undefined || ifExists === 'overwrite' || ifExists === 'rename') return;
  const receipt = await readReceipt(path).catch((error: unknown) => {
    return isSiemExportError(error) && error.code === 'ReceiptMissing' ? 'missing' : undefined;
  });
  if (receipt === 'missing') return;
  const isSame =
    crc64 === undefined ? etag !== undefined && receipt?.etag === etag : receipt?.crc64 === crc64;
  if (!isSame) {
    throw createFileExistsError(receiptPathOf(path), 'other');
  }
}

export function createInPlaceError(path: string, what: 'folder' | 'device'): SiemExportError {
  const shown = toPlainText(path);
  return what === 'folder'
    ? raiseFileError('FolderInPlace', { message: texts.isFolder(shown) })
    : raiseFileError('DeviceInPlace', { message: texts.isDevice(shown) });
}

export interface IdenticalFile extends DigestValues {
  readonly bytes: number;
  /** The store's digest, or the receipt of this object. */
  readonly proof: 'crc64' | 'receipt';
}

/**
 * Whether the existing file is the one in the store: by size and CRC-64 or, if the store sends no
 * digest, by the receipt of this object.
 * @throws a system error if the file cannot be read; the signal's reason when aborted
 */
export async function findIdentical(
  path: string,
  { totalBytes, crc64, etag }: ObjectFacts,
  signal: AbortSignal,
): Promise<IdenticalFile | undefined> {
  const { size } = await stat(path);
  if (totalBytes !== undefined && size !== totalBytes) return undefined;
  if (crc64 === undefined && etag === undefined) return undefined;
  const receipt = crc64 === undefined ? await readReceipt(path).catch(() => undefined) : undefined;
  if (crc64 === undefined && receipt?.etag !== etag) return undefined;
  const digests = await digestFile(path, signal);
  if (crc64 !== undefined) {
    return crc64 === digests.crc64 ? { ...digests, proof: 'crc64' } : undefined;
  }
  const isProven = receipt?.sha256 === digests.sha256 && receipt.bytes === digests.bytes;
  return isProven ? { ...digests, proof: 'receipt' } : undefined;
}

/** @param content whether the existing file was compared with the one in the store */
export function createFileExistsError(path: string, content: 'other' | 'unknown'): SiemExportError {
  const shown = toPlainText(path);
  const message = content === 'other' ? texts.differs(shown) : texts.exists(shown);
  return raiseFileError('FileExists', { message });
}
