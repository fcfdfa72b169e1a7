import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { formatJson, type JsonObject } from '../base/json.ts';
import { redactLink } from '../base/redaction.ts';
import { version } from '../base/version.ts';
import type { Verification } from './download-request.ts';
import type { DigestValues } from './digests.ts';
import type { ObjectFacts } from './store-answer.ts';

export interface ReceiptFacts {
  /** What the caller knows of the export. */
  readonly given: JsonObject;
  readonly link: string;
  readonly bytes: number;
  readonly digests: DigestValues;
  readonly object: ObjectFacts;
  readonly verified: Verification;
}

/**
 * Writes `FILE.receipt.json`, whole or not at all: what was fetched, from where, and the digests that
 * prove it later.
 * @returns its path
 */
export async function writeReceipt(file: string, facts: ReceiptFacts): Promise<string> {
  const path = `${file}.receipt.json`;
  const partial = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const text = `${formatJson(formatReceipt(file, facts), 'indented')}\n`;
    await writeFile(partial, text, { mode: 0o600, flush: true });
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return path;
}

function formatReceipt(file: string, facts: ReceiptFacts): JsonObject {
  const { given, link, bytes, digests, object, verified } = facts;
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
    Link: redactLink(link).replace(/\?.*$/, ''),
    Tool: `siem-export ${version}`,
  };
}
