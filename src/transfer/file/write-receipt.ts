import { basename } from 'node:path';
import { formatJson, type JsonObject } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { replaceFile } from '../../base/replace-file.ts';
import { version } from '../../base/version.ts';
import type { DigestValues } from '../fetch/digests.ts';
import type { Verification } from '../download-request.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { receiptPathOf } from './read-receipt.ts';
import { raiseFileError } from './codes.ts';
import { reasonOf } from './file-error.ts';
import { texts } from './texts.ts';

export interface ReceiptFacts {
  /** What the caller knows about the export. */
  readonly given: JsonObject;
  /** The link without its query, which is a secret. */
  readonly source: string;
  readonly bytes: number;
  readonly digests: DigestValues;
  readonly object: ObjectFacts;
  readonly verified: Verification;
}

/**
 * Writes `FILE.receipt.json` in one step: what was downloaded, from where, and the digests.
 * @returns its path
 * @throws SiemExportError; the file itself is complete and verified
 */
export async function writeReceipt(file: string, facts: ReceiptFacts): Promise<string> {
  const path = receiptPathOf(file);
  try {
    const text = `${formatJson(formatReceipt(file, facts), 'indented')}\n`;
    await replaceFile(path, text, { sync: true });
  } catch (error) {
    const message = texts.receiptNotWritten(toPlainText(file), reasonOf(error));
    throw raiseFileError('ReceiptNotWritten', { message });
  }
  return path;
}

function formatReceipt(file: string, facts: ReceiptFacts): JsonObject {
  const { given, source, bytes, digests, object, verified } = facts;
  return {
    Schema: 1,
    File: basename(file),
    ...given,
    Bytes: bytes,
    Crc64: digests.crc64,
    Sha256: digests.sha256,
    Verified: verified,
    ETag: object.etag ?? null,
    StoreRequestId: object.requestId ?? null,
    StoreDate: object.date ?? null,
    LastModified: object.lastModified ?? null,
    Link: source,
    Tool: `siem-export ${version}`,
  };
}
