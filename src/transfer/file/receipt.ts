import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { systemErrorCode, type SiemExportError } from '../../base/errors.ts';
import {
  formatJson,
  isJsonObject,
  parseJson,
  type JsonObject,
  type JsonValue,
} from '../../base/json.ts';
import { PlainFileError, readPlainFile } from '../../base/plain-file.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { replaceFile } from '../../base/replace-file.ts';
import { version } from '../../base/version.ts';
import type { Verification } from '../download-request.ts';
import type { DigestValues } from '../fetch/digests.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { raiseFileError } from './codes.ts';
import { reasonOf } from './file-error.ts';
import { texts } from './texts.ts';

const receiptEnding = '.receipt.json';

/** The path of a file's receipt. */
export function receiptPathOf(file: string): string {
  return file + receiptEnding;
}

/** The file that a receipt belongs to; any other path unchanged. */
export function fileOfReceipt(path: string): string {
  return path.endsWith(receiptEnding) ? path.slice(0, -receiptEnding.length) : path;
}

export interface Receipt {
  readonly bytes: number;
  /** Unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly etag: string | undefined;
  /** With `--as`. */
  readonly rows: ReceiptOfRows | undefined;
  /** The whole receipt. */
  readonly content: JsonObject;
}

/** The file of rows that a receipt names. */
export interface ReceiptOfRows {
  /** In the folder of the receipt. */
  readonly file: string;
  readonly bytes: number | undefined;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** @throws SiemExportError with exit `download` if it is missing, unreadable or invalid */
export async function readReceipt(file: string): Promise<Receipt> {
  const path = receiptPathOf(file);
  const { bytes } = await readPlainFile(path, { isOurs: true }).catch((error: unknown) => {
    throw toReadError(error, file);
  });
  const receipt = parseReceipt(bytes.toString());
  if (receipt !== undefined) return receipt;
  throw raiseFileError('ReceiptInvalid', { message: texts.receiptInvalid(toPlainText(path)) });
}

function toReadError(error: unknown, file: string): SiemExportError {
  const path = toPlainText(receiptPathOf(file));
  if (systemErrorCode(error) === 'ENOENT') {
    const message = texts.receiptMissing(toPlainText(file), path);
    return raiseFileError('ReceiptMissing', { message });
  }
  const message = texts.unreadable(
    path,
    error instanceof PlainFileError ? error.reason : reasonOf(error),
  );
  const isForeign = error instanceof PlainFileError && error.kind === 'foreign';
  return raiseFileError(isForeign ? 'ReceiptUntrusted' : 'ReceiptUnreadable', { message });
}

function parseReceipt(written: string): Receipt | undefined {
  try {
    const content = parseJson(written);
    if (!isJsonObject(content) || content['Schema'] !== 1) return undefined;
    const { Bytes: bytes, Crc64: crc64, Sha256: sha256, ETag: etag } = content;
    if (typeof bytes !== 'number' || typeof crc64 !== 'string' || typeof sha256 !== 'string') {
      return undefined;
    }
    return {
      bytes,
      crc64,
      sha256,
      etag: typeof etag === 'string' ? etag : undefined,
      rows: parseRows(content['Rows']),
      content,
    };
  } catch {
    return undefined;
  }
}

function parseRows(written: JsonValue | undefined): ReceiptOfRows | undefined {
  if (!isJsonObject(written)) return undefined;
  const { File: file, Bytes: bytes, Sha256: sha256 } = written;
  if (typeof file !== 'string' || basename(file) !== file || typeof sha256 !== 'string') {
    return undefined;
  }
  return { file, bytes: typeof bytes === 'number' ? bytes : undefined, sha256 };
}

/** The receipt of the workbook whose rows are in the file; undefined if the file has a receipt of its own, or none. */
export async function findReceiptOfRows(path: string) {
  const name = basename(path);
  const stem = name.slice(0, name.length - extname(name).length);
  if (!/\.(?:csv|ndjson)$/i.test(name)) return undefined;
  const names: readonly string[] = await readdir(dirname(path)).catch(() => []);
  if (names.includes(name + receiptEnding)) return undefined;
  for (const each of names) {
    if (!each.startsWith(stem) || !each.endsWith(receiptEnding)) continue;
    const workbook = fileOfReceipt(join(dirname(path), each));
    const { rows, content } = (await readReceipt(workbook).catch(() => undefined)) ?? {};
    if (rows?.file === name && content) return { workbook, receipt: rows, content };
  }
  return undefined;
}

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

/**
 * Adds fields to the receipt of a file.
 * @throws SiemExportError if it cannot be read or written
 */
export async function extendReceipt(file: string, fields: JsonObject): Promise<void> {
  const { content } = await readReceipt(file);
  const text = `${formatJson({ ...content, ...fields }, 'indented')}\n`;
  try {
    await replaceFile(receiptPathOf(file), text, { sync: true });
  } catch (error) {
    const message = texts.receiptNotWritten(toPlainText(file), reasonOf(error));
    throw raiseFileError('ReceiptNotWritten', { message });
  }
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
