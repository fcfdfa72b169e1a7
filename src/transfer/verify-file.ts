import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SiemExportError, isSiemExportError, systemErrorCode } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { digestFile } from './digests.ts';
import { fileOfReceipt, readReceipt, receiptPathOf, type Receipt } from './read-receipt.ts';
import { text, type Texts } from './texts.ts';

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
 * @param file or its receipt, which stands for it
 * @throws SiemExportError with exit `integrity`: `DigestMismatch`; with exit `download`:
 *   `FileMissing`, `NotAFile`, `FileUnreadable`, `ReceiptMissing`, `ReceiptInvalid`,
 *   `ReceiptUnreadable`; the signal's reason when aborted
 */
export async function verifyFile(
  file: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<VerifiedFile> {
  const path = fileOfReceipt(resolve(file));
  try {
    const size = await readSize(path);
    const receipt = await readReceipt(path);
    if (size !== receipt.bytes) throw createMismatch(path, 'length', [size, receipt.bytes]);
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

async function readSize(path: string): Promise<number> {
  const found = await stat(path);
  if (found.isFile()) return found.size;
  const shown = toPlainText(path);
  if (!found.isDirectory()) {
    const message = text((texts) => texts.otherInPlace(shown));
    throw new SiemExportError('NotAFile', 'download', message);
  }
  const message = text((texts) => texts.folderInPlace(shown));
  throw new SiemExportError('NotAFile', 'download', message, {
    hint: text((texts) => texts.nameFiles(`${shown}/*`)),
  });
}

function validateDigests(
  path: string,
  digests: { readonly crc64: string; readonly sha256: string },
  receipt: Receipt,
): void {
  for (const name of ['crc64', 'sha256'] as const) {
    if (digests[name] === receipt[name]) continue;
    throw createMismatch(path, name, [digests[name], receipt[name]]);
  }
}

function createMismatch(
  path: string,
  what: keyof Texts['names'],
  [found, wanted]: readonly [string | number, string | number],
): SiemExportError {
  const message = text((texts) =>
    texts.notOfReceipt(
      toPlainText(path),
      texts.names[what],
      String(found),
      toPlainText(String(wanted)),
    ),
  );
  return new SiemExportError('DigestMismatch', 'integrity', message, {
    hint: text((texts) => texts.notOfReceiptHint),
  });
}

function toReadError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (isSiemExportError(error) || code === undefined) return error;
  const shown = toPlainText(path);
  return code === 'ENOENT'
    ? new SiemExportError(
        'FileMissing',
        'download',
        text((texts) => texts.missing(shown)),
      )
    : new SiemExportError(
        'FileUnreadable',
        'download',
        text((texts) => texts.unreadable(shown, code)),
      );
}
