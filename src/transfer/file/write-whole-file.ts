import { stat, type FileHandle } from 'node:fs/promises';
import { validateSame } from '../../base/replace-file.ts';
import type { FileDownload } from '../download-request.ts';
import { digestFile } from '../fetch/digests.ts';
import { checkTarget, createFileExistsError } from './existing-file.ts';
import { toFileError } from './file-error.ts';
import { lockTarget } from './lock.ts';
import { createPartial, partialPaths, removePartial } from './partial-file.ts';
import { placeFile } from './place-file.ts';

/** A file whose bytes this program makes. */
export type WholeFile = Pick<FileDownload, 'path' | 'ifExists' | 'signal'>;

/** What the bytes of a file turned out to be. */
export interface MadeBytes {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Path and options of a file. */
export interface PlacedFile<Made> {
  /** The final path, which `rename` may have numbered. */
  readonly path: string;
  /** A file with the same bytes already existed. */
  readonly skipped: boolean;
  readonly made: Made;
}

/**
 * Writes a file that appears under its name when its last byte is written, by the rules of `ifExists`. A run
 * that is killed leaves the hidden partial file, which the next run replaces.
 * @param make writes all bytes; its own errors come out as they are
 * @throws SiemExportError with exit `download`
 */
export async function writeWholeFile<Made extends MadeBytes>(
  file: WholeFile,
  make: (write: (block: Uint8Array) => Promise<void>) => Promise<Made>,
): Promise<PlacedFile<Made>> {
  const { path } = file;
  const inFile = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw toFileError(error, path);
    }
  };
  const paths = partialPaths(path);
  await inFile(checkTarget(file));
  const lock = await lockTarget(paths.partial);
  try {
    const handle = await inFile(createPartial(paths.partial));
    try {
      const made = await make((block) => inFile(handle.writeFile(block)));
      return { ...(await inFile(place(handle, paths.partial, file, made))), made };
    } finally {
      await handle.close();
      await removePartial(paths).catch(() => undefined);
    }
  } finally {
    await lock.release();
  }
}

async function place(
  handle: FileHandle,
  partial: string,
  file: WholeFile,
  made: MadeBytes,
): Promise<{ readonly path: string; readonly skipped: boolean }> {
  await handle.sync();
  validateSame(handle.fd, partial);
  const placed = await placeFile(partial, file);
  if (placed !== undefined) return { path: placed, skipped: false };
  const { path, ifExists, signal } = file;
  if (ifExists !== 'skip') throw createFileExistsError(path, 'unknown');
  const { size } = await stat(path);
  const isSame = size === made.sizeBytes && (await digestFile(path, signal)).sha256 === made.sha256;
  if (!isSame) throw createFileExistsError(path, 'other');
  return { path, skipped: true };
}
