import { lstat, stat } from 'node:fs/promises';
import { isSiemExportError, SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { digestFile, type DigestValues } from './digests.ts';
import type { IfExists } from './download-request.ts';
import type { ObjectFacts } from './object-facts.ts';
import { toFileError } from './file-error.ts';
import { readReceipt, receiptPathOf } from './read-receipt.ts';
import { text } from './texts.ts';

/**
 * What stands under the final name, looked at before anything is sent.
 * @returns whether there is a file
 * @throws SiemExportError where it is in the way whatever the store holds
 */
export async function checkTarget(path: string, ifExists: IfExists): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    // A symbolic link that leads nowhere takes the name all the same.
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
 * Whether the file could have a receipt beside it, for what is fetched as evidence is of less use without.
 * @throws SiemExportError where its name is too long, or taken by what is no file
 */
export async function checkReceiptPlace(path: string): Promise<void> {
  const receipt = receiptPathOf(path);
  const found = await stat(receipt).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw toFileError(error, receipt);
  });
  if (found?.isDirectory()) throw createInPlaceError(receipt, 'folder');
}

/**
 * A receipt that stands there without its file is the proof of one that was moved away: nobody's `skip` or `fail`
 * takes it, unless it is of the very same object.
 * @throws SiemExportError where it is not, or is no receipt at all
 */
export async function checkOldReceipt(
  path: string,
  ifExists: IfExists,
  { crc64, etag }: ObjectFacts,
): Promise<void> {
  if (ifExists === 'overwrite' || ifExists === 'rename') return;
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

/** What is no file takes a name that is needed. */
export function createInPlaceError(path: string, what: 'folder' | 'device'): SiemExportError {
  const shown = toPlainText(path);
  const isFolder = what === 'folder';
  return new SiemExportError(
    isFolder ? 'FolderInPlace' : 'DeviceInPlace',
    'download',
    text((texts) => (isFolder ? texts.folderInPlace(shown) : texts.otherInPlace(shown))),
    { hint: text((texts) => texts.inPlaceHint) },
  );
}

export interface IdenticalFile extends DigestValues {
  readonly bytes: number;
  /** What proves it: the store's digest, or the receipt. */
  readonly proof: 'crc64' | 'receipt';
}

/**
 * Whether the file there is what the store holds: by size and CRC-64, or, from a store without
 * digests, by the receipt of this very object.
 * @throws a system error when the file cannot be read; the signal's reason when aborted
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

/** @param content of the file there: it was held against the store's, or nobody looked */
export function createFileExistsError(path: string, content: 'other' | 'unknown'): SiemExportError {
  const shown = toPlainText(path);
  const message = text((texts) =>
    content === 'other' ? texts.otherExists(shown) : texts.exists(shown),
  );
  return new SiemExportError('FileExists', 'download', message, {
    hint: text((texts) => texts.existsHint),
  });
}
