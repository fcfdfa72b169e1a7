import { isSiemExportError, SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';

const makeRoom = 'Make room, or choose another place with --output or --dir.';
const choose = 'Choose another place with --output or --dir.';

interface Reason {
  readonly says: string;
  readonly hint: string;
  /** Where the system's own code would say less. */
  readonly code?: string;
}

const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: { says: 'the disk is full', hint: makeRoom, code: 'DiskFull' },
  EDQUOT: { says: 'the disk quota is used up', hint: makeRoom, code: 'DiskFull' },
  EFBIG: { says: 'the file is too large for this file system', hint: choose },
  EACCES: { says: 'the folder may not be written to', hint: choose },
  EPERM: { says: 'the folder may not be written to', hint: choose },
  EROFS: { says: 'the file system is read-only', hint: choose },
  EISDIR: { says: 'a folder stands under that name', hint: choose },
  ENOENT: {
    says: 'its folder does not exist',
    hint: 'Make it first; --dir makes its folder itself.',
  },
  ENOTDIR: { says: 'a part of the path is not a folder', hint: choose },
  EEXIST: { says: 'a part of the path is not a folder', hint: choose },
  ELOOP: { says: 'its symbolic links lead in a circle', hint: choose },
  ENAMETOOLONG: { says: 'the name is too long', hint: 'Give a shorter name with --output.' },
  EMFILE: { says: 'too many files are open', hint: 'Raise the limit (ulimit -n).' },
  ETXTBSY: { says: 'the file there is in use', hint: choose },
  EBUSY: { says: 'the file there is in use', hint: choose },
  EIO: { says: 'the disk reports an error', hint: 'Check the disk, or choose another place.' },
  EPIPE: { says: 'its reader has closed it', hint: 'Nothing is wrong with the file in the store.' },
};

/** What the file system said, as an error with exit `download`; errors of ours come back as they are. */
export function toFileError(error: unknown, path: string): unknown {
  const systemCode = systemErrorCode(error);
  if (isSiemExportError(error) || systemCode === undefined) return error;
  const reason = reasons[systemCode];
  if (reason === undefined) return error;
  const { says, hint, code = systemCode } = reason;
  const text = `${toPlainText(path)} cannot be written: ${says} (${systemCode})`;
  return new SiemExportError(code, 'download', text, { hint, retryable: code === 'DiskFull' });
}
