import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { formatJson, type JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { version } from '../base/version.ts';
import type { DigestValues } from './digests.ts';
import type { Verification } from './download-request.ts';
import type { ObjectFacts } from './object-facts.ts';
import { hiddenPath } from './partial-file.ts';
import { receiptPathOf } from './read-receipt.ts';
import { text } from './texts.ts';

export interface ReceiptFacts {
  /** What the caller knows of the export. */
  readonly given: JsonObject;
  /** The Link without its query, which is a secret. */
  readonly source: string;
  readonly bytes: number;
  readonly digests: DigestValues;
  readonly object: ObjectFacts;
  readonly verified: Verification;
}

/**
 * Writes `FILE.receipt.json`, whole or not at all: what was fetched, from where, and the digests that
 * prove it later.
 * @returns its path
 * @throws SiemExportError: the file itself is whole then
 */
export async function writeReceipt(file: string, facts: ReceiptFacts): Promise<string> {
  const path = receiptPathOf(file);
  // The same name in every run: what one that was killed has left is written over.
  const fresh = `${hiddenPath(file)}.receipt.new`;
  try {
    const text = `${formatJson(formatReceipt(file, facts), 'indented')}\n`;
    await writeFile(fresh, text, { mode: 0o600, flush: true });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw toReceiptError(error, file);
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

function toReceiptError(error: unknown, file: string): SiemExportError {
  const code = systemErrorCode(error) ?? 'unknown error';
  return new SiemExportError(
    'ReceiptNotWritten',
    'download',
    text((texts) => texts.receiptNotWritten(toPlainText(file), code)),
    { hint: text((texts) => texts.receiptNotWrittenHint) },
  );
}
