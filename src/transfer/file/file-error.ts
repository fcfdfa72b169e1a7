import { isSiemExportError, systemErrorCode } from '../../base/errors.ts';
import { PlainFileError } from '../../base/plain-file.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { findCode } from '../../base/raise.ts';
import { en, zh, type Text } from '../../base/ui-language.ts';
import { raiseFileError } from './codes.ts';
import { fileSystemCodes, raiseFileSystemError } from './file-system-codes.ts';
import { texts } from './texts.ts';

/** The file system's error as one with exit `download`; an error of ours comes back as it is. */
export function toFileError(error: unknown, path: Text): unknown {
  if (error instanceof PlainFileError) return toInPlaceError(error, path);
  const reported = systemErrorCode(error);
  // Node.js's own codes (ERR_…) are bugs of a program.
  if (isSiemExportError(error) || reported === undefined || !/^E(?!RR_)/.test(reported)) {
    return error;
  }
  const shown = toShown(path);
  if (reported === 'EPIPE') {
    const message = texts.notWritten(shown, texts.readerGone);
    return raiseFileError('StreamClosed', { message, reportedAs: reported });
  }
  const message = texts.notWritten(shown, reasonOf(error));
  const code = findCode(fileSystemCodes, reported) ?? 'EIO';
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return raiseFileSystemError(code, { message, reportedAs: isFull ? 'DiskFull' : reported });
}

/** Something else took the name after it was checked. */
function toInPlaceError({ kind, reason }: PlainFileError, path: Text): unknown {
  const code = kind === 'folder' ? 'FolderInPlace' : 'DeviceInPlace';
  return raiseFileError(code, { message: texts.notWritten(toShown(path), reason) });
}

function toShown(path: Text) {
  return { en: toPlainText(en(path)), zh: toPlainText(zh(path)) };
}

/** Why the file system could not do it, as part of a sentence. */
export function reasonOf(error: unknown): Text {
  const code = findCode(fileSystemCodes, systemErrorCode(error) ?? '');
  return code === undefined ? texts.unknownReason : fileSystemCodes[code].cause;
}
