import { statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatByteSize } from '../base/byte-sizes.ts';
import { SiemExportError } from '../base/errors.ts';
import { text } from './texts.ts';

/** What `stat` counts blocks in, whatever the file system's own are. */
const statBlockBytes = 512;

/**
 * Gives a partial file its full size, so that a full disk is found before the first byte. A file of
 * holes takes no room, so the room that is left is looked at.
 * @throws SiemExportError where the disk has not enough of it; a system error
 */
export async function reserveSpace(
  file: FileHandle,
  path: string,
  totalBytes: number,
): Promise<void> {
  const { size, blocks } = await file.stat();
  const neededBytes = totalBytes - blocks * statBlockBytes;
  const free = await statfs(dirname(path)).catch(() => undefined);
  // Some file systems do not tell: all of their numbers are 0.
  const freeBytes = free === undefined || free.blocks === 0 ? Infinity : free.bavail * free.bsize;
  if (neededBytes > freeBytes) {
    throw new SiemExportError(
      'DiskFull',
      'download',
      text((texts) => texts.diskTooSmall(formatByteSize(freeBytes), formatByteSize(neededBytes))),
      { hint: text((texts) => texts.makeRoom), retryable: true },
    );
  }
  if (size !== totalBytes) await file.truncate(totalBytes);
}
