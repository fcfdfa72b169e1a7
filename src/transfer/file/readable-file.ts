import { stat } from 'node:fs/promises';
import { isSiemExportError, systemErrorCode } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { raiseFileError } from './codes.ts';
import { reasonOf } from './file-error.ts';
import { texts } from './texts.ts';

/**
 * The size of a file that a user has named.
 * @param command for the hint that names the files of a folder
 * @throws SiemExportError `NotAFile` for a folder or a device; a system error
 */
export async function readSize(path: string, command: 'verify' | 'rows'): Promise<number> {
  const found = await stat(path);
  // A pipe can be read as well, but has no size.
  if (found.isFile() || (command === 'rows' && found.isFIFO())) return found.size;
  const shown = toPlainText(path);
  throw found.isDirectory()
    ? raiseFileError('NotAFile', {
        message: texts.isFolder(shown),
        hint: texts.nameFiles(command, `${shown}/*${command === 'rows' ? '.xlsx' : ''}`),
      })
    : raiseFileError('NotAFile', { message: texts.isDevice(shown) });
}

/** The system's error in reading a file as one with exit `download`; any other error comes back as it is. */
export function toReadError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (isSiemExportError(error) || code === undefined) return error;
  const shown = toPlainText(path);
  return code === 'ENOENT'
    ? raiseFileError('FileMissing', { message: texts.missing(shown) })
    : raiseFileError('FileUnreadable', { message: texts.unreadable(shown, reasonOf(error)) });
}
