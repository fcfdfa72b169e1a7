import { statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import { raiseFileError } from './codes.ts';
import { texts } from './texts.ts';

/** The unit of `blocks` in `stat`, on every file system. */
const statBlockBytes = 512;

/**
 * Gives a partial file its full size. A sparse file takes no space, so the free space is checked too:
 * a full disk is reported before the first byte is fetched.
 * @throws SiemExportError if the disk is too small; a system error
 */
export async function reserveSpace(
  file: FileHandle,
  path: string,
  totalBytes: number,
): Promise<void> {
  const { size, blocks } = await file.stat();
  const neededBytes = totalBytes - blocks * statBlockBytes;
  const free = await statfs(dirname(path)).catch(() => undefined);
  // Some file systems report 0 for everything.
  const freeBytes = free === undefined || free.blocks === 0 ? Infinity : free.bavail * free.bsize;
  if (neededBytes > freeBytes) {
    const message = texts.diskTooSmall(formatByteSize(freeBytes), formatByteSize(neededBytes));
    throw raiseFileError('DiskFull', { message });
  }
  if (size !== totalBytes) await file.truncate(totalBytes);
}
