import { readFile } from 'node:fs/promises';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { text } from './texts.ts';

const receiptEnding = '.receipt.json';

/** Where the receipt of a file stands. */
export function receiptPathOf(file: string): string {
  return file + receiptEnding;
}

/** The file that a receipt is of; any other path as it is. */
export function fileOfReceipt(path: string): string {
  return path.endsWith(receiptEnding) ? path.slice(0, -receiptEnding.length) : path;
}

/** What a receipt says of its file. */
export interface Receipt {
  readonly bytes: number;
  /** Unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly etag: string | undefined;
  /** All of it, as it stands there. */
  readonly content: JsonObject;
}

/** @throws SiemExportError with exit `download` where there is none, or none that can be read */
export async function readReceipt(file: string): Promise<Receipt> {
  const path = receiptPathOf(file);
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw toReadError(error, file);
  });
  const receipt = parseReceipt(content);
  if (receipt !== undefined) return receipt;
  const message = text((texts) => texts.invalidReceipt(toPlainText(path)));
  throw new SiemExportError('ReceiptInvalid', 'download', message, {
    hint: text((texts) => texts.invalidReceiptHint),
  });
}

function toReadError(error: unknown, file: string): SiemExportError {
  const code = systemErrorCode(error) ?? 'unknown error';
  const path = toPlainText(receiptPathOf(file));
  if (code !== 'ENOENT') {
    const message = text((texts) => texts.unreadable(path, code));
    return new SiemExportError('ReceiptUnreadable', 'download', message);
  }
  const message = text((texts) => texts.noReceipt(toPlainText(file), path));
  return new SiemExportError('ReceiptMissing', 'download', message, {
    hint: text((texts) => texts.noReceiptHint),
  });
}

function parseReceipt(written: string): Receipt | undefined {
  try {
    const content = parseJson(written);
    if (!isJsonObject(content) || content['Schema'] !== 1) return undefined;
    const { Bytes: bytes, Crc64: crc64, Sha256: sha256, ETag: etag } = content;
    if (typeof bytes !== 'number' || typeof crc64 !== 'string' || typeof sha256 !== 'string') {
      return undefined;
    }
    return { bytes, crc64, sha256, etag: typeof etag === 'string' ? etag : undefined, content };
  } catch {
    return undefined;
  }
}
