import type { FileHandle } from 'node:fs/promises';
import type { JsonObject } from '../base/json.ts';
import type { DownloadResult, IfExists, Verification } from './download-request.ts';
import { createFileExistsError, findIdentical } from './existing-file.ts';
import type { FetchedObject } from './fetch-object.ts';
import type { ObjectFacts } from './object-facts.ts';
import { removePartial, type PartialPaths } from './partial-file.ts';
import { placeFile } from './place-file.ts';
import { readReceipt, receiptPathOf } from './read-receipt.ts';
import { verifyDigests } from './verify-digests.ts';
import { writeReceipt } from './write-receipt.ts';
import { verifyStructure, type FileKind } from './zip-structure.ts';

/** Where a file goes, and what belongs to it. */
export interface FileTarget {
  readonly path: string;
  readonly ifExists: IfExists;
  /** Undefined: its name says nothing of its structure. */
  readonly kind: FileKind | undefined;
  /** What the receipt says besides the file's own facts; undefined: no receipt. */
  readonly receipt: JsonObject | undefined;
  /** The Link without its query. */
  readonly source: string;
}

export interface Fetched extends FetchedObject {
  readonly file: FileHandle;
  /** Bytes of an earlier run. */
  readonly resumedFrom: number;
}

/**
 * Checks a partial file that is complete, and gives it its name.
 * @throws SiemExportError with exit `integrity` where it is not what the store holds; with exit
 *   `download` where its name is taken; a system error
 */
export async function finishFile(
  target: FileTarget,
  paths: PartialPaths,
  { file, facts, resumedFrom, bytes, digests }: Fetched,
  signal: AbortSignal,
): Promise<DownloadResult> {
  const proof = verifyDigests(bytes, digests, facts);
  if (target.kind !== undefined) await verifyStructure(paths.partial, target.kind);
  const verified: Verification =
    proof === 'length' && target.kind !== undefined ? 'structure' : proof;
  // Behind the end there may be what an earlier, longer object left.
  await file.truncate(bytes);
  await file.sync();
  await file.close();
  const { path, ifExists, receipt } = target;
  const hasReceipt = receipt !== undefined;
  const placed = await placeFile(paths.partial, { path, ifExists, hasReceipt });
  if (placed === undefined) return await keepExistingFile(target, { facts, paths, signal });
  await removePartial(paths);
  const { crc64, sha256 } = digests;
  const base = { path: placed, bytes, resumedFrom, crc64, sha256, verified, skipped: false };
  return withReceipt(base, target, facts);
}

export interface ExistingOptions {
  readonly facts: ObjectFacts;
  readonly paths: PartialPaths;
  readonly signal: AbortSignal;
}

/**
 * Leaves the file alone that stands under the name, where it is what the store holds.
 * @throws SiemExportError where it is not, or the policy forbids it; what was fetched is kept
 */
export async function keepExistingFile(
  target: FileTarget,
  { facts, paths, signal }: ExistingOptions,
): Promise<DownloadResult> {
  const { path, ifExists } = target;
  const found = ifExists === 'skip' ? await findIdentical(path, facts, signal) : undefined;
  if (found === undefined)
    throw createFileExistsError(path, ifExists === 'skip' ? 'other' : 'unknown');
  await removePartial(paths);
  const { bytes, crc64, sha256, proof } = found;
  const verified: Verification = proof === 'crc64' ? 'crc64' : 'length';
  const base = { path, bytes, resumedFrom: 0, crc64, sha256, verified, skipped: true };
  const hasReceipt = await readReceipt(path).then(
    (receipt) => receipt.sha256 === sha256,
    () => false,
  );
  return hasReceipt
    ? { ...base, receiptPath: receiptPathOf(path) }
    : await withReceipt(base, target, facts);
}

async function withReceipt(
  result: DownloadResult & { readonly path: string },
  { receipt, source }: FileTarget,
  object: ObjectFacts,
): Promise<DownloadResult> {
  if (receipt === undefined) return result;
  const { bytes, crc64, sha256, verified } = result;
  const digests = { crc64, sha256, md5: undefined };
  const facts = { given: receipt, source, bytes, digests, object, verified };
  return { ...result, receiptPath: await writeReceipt(result.path, facts) };
}
