import type { FileHandle } from 'node:fs/promises';
import { validateSame } from '../../base/replace-file.ts';
import type { DownloadResult, FileDownload, Verification } from '../download-request.ts';
import { createFileExistsError, findIdentical } from './existing-file.ts';
import type { FetchedObject } from './fetch-object.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { removePartial, type PartialPaths } from './partial-file.ts';
import { placeFile } from './place-file.ts';
import { readReceipt, receiptPathOf } from './receipt.ts';
import { verifyDigests } from '../fetch/digests.ts';
import { writeReceipt } from './receipt.ts';
import { verifyStructure } from './zip-structure.ts';

export interface Fetched extends FetchedObject {
  readonly file: FileHandle;
  /** The number of bytes from an earlier run. */
  readonly resumedFrom: number;
}

/**
 * Verifies a complete partial file and gives it its final name.
 * @throws SiemExportError with exit `integrity` if it is not the file in the store; with exit
 *   `download` if its name is taken; a system error
 */
export async function finishFile(
  download: FileDownload,
  paths: PartialPaths,
  { file, facts, resumedFrom, bytes, digests }: Fetched,
  signal: AbortSignal,
): Promise<DownloadResult> {
  const proof = verifyDigests(bytes, digests, facts);
  if (download.kind !== undefined) await verifyStructure(paths.partial, download.kind);
  const verified: Verification =
    proof === 'length' && download.kind !== undefined ? 'structure' : proof;
  // Bytes of an earlier, longer object may follow.
  await file.truncate(bytes);
  await file.sync();
  validateSame(file.fd, paths.partial);
  await file.close();
  const placed = await placeFile(paths.partial, download);
  if (placed === undefined) return await keepExistingFile(download, { facts, paths, signal });
  await removePartial(paths);
  const { crc64, sha256 } = digests;
  const base = { path: placed, bytes, resumedFrom, crc64, sha256, verified, skipped: false };
  return withReceipt(base, download, facts);
}

export interface ExistingOptions {
  readonly facts: ObjectFacts;
  readonly paths: PartialPaths;
  readonly signal: AbortSignal;
}

/**
 * Keeps an existing file that is identical with the one in the store.
 * @throws SiemExportError if it is not, or `ifExists` is not `skip`; the partial file is kept
 */
export async function keepExistingFile(
  download: FileDownload,
  { facts, paths, signal }: ExistingOptions,
): Promise<DownloadResult> {
  const { path, ifExists } = download;
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
    : await withReceipt(base, download, facts);
}

async function withReceipt(
  result: DownloadResult & { readonly path: string },
  { receipt, source }: FileDownload,
  object: ObjectFacts,
): Promise<DownloadResult> {
  if (receipt === undefined) return result;
  const { bytes, crc64, sha256, verified } = result;
  const digests = { crc64, sha256, md5: undefined };
  const facts = { given: receipt, source, bytes, digests, object, verified };
  return { ...result, receiptPath: await writeReceipt(result.path, facts) };
}
