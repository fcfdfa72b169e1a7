import { isSiemExportError, SiemExportError, systemErrorCode } from '../base/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  EROFS: 'the file system is read-only',
  EISDIR: 'a folder stands under that name',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'the name is too long',
  EFBIG: 'the file is too large for this file system',
  EIO: 'the disk reports an error',
};

/** What the file system said, as an error with exit `download`; errors of ours come back as they are. */
export function toFileError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (isSiemExportError(error) || code === undefined) return error;
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new SiemExportError(code, 'download', `${path} can't be written: ${reason} (${code})`, {
    retryable: code === 'ENOSPC' || code === 'EDQUOT',
  });
}
