import { readFile } from 'node:fs/promises';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject } from '../base/json.ts';

/** Where the receipt of a file stands. */
export function receiptPathOf(file: string): string {
  return `${file}.receipt.json`;
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

/** @throws SiemExportError where there is none, or none that can be read */
export async function readReceipt(file: string): Promise<Receipt> {
  const path = receiptPathOf(file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new SiemExportError('ReceiptMissing', 'integrity', `${file} has no receipt (${path})`, {
      hint: 'A receipt is written with each download, unless --no-receipt is given.',
    });
  });
  const receipt = parseReceipt(text);
  if (receipt !== undefined) return receipt;
  throw new SiemExportError('ReceiptInvalid', 'integrity', `${path} is not a receipt`, {
    hint: 'Fetch the file again, into another folder, to have one.',
  });
}

function parseReceipt(text: string): Receipt | undefined {
  try {
    const content = parseJson(text);
    if (!isJsonObject(content)) return undefined;
    const { Bytes: bytes, Crc64: crc64, Sha256: sha256, ETag: etag } = content;
    if (typeof bytes !== 'number' || typeof crc64 !== 'string' || typeof sha256 !== 'string') {
      return undefined;
    }
    return { bytes, crc64, sha256, etag: typeof etag === 'string' ? etag : undefined, content };
  } catch {
    return undefined;
  }
}
