import { sep } from 'node:path';
import { systemErrorCode } from '../base/errors.ts';
import { describeReadFailure, readPlainFile } from '../base/plain-file.ts';
import type { Text } from '../base/ui-language.ts';
import { raise } from './codes.ts';
import type { SourceContext } from './credential-source.ts';
import { texts } from './texts.ts';

export interface CredentialFile {
  readonly path: string;
  /** As shown in messages: `~/.aliyun/config.json`. */
  readonly shownPath: Text;
}

/**
 * The text of a file with credentials, without a byte order mark; undefined if the file does not
 * exist. Notes if other users of this machine can read it.
 *
 * @throws SiemExportError for a file that cannot be read
 */
export async function readCredentialFile(
  { path, shownPath }: CredentialFile,
  { onNote }: Pick<SourceContext, 'onNote'>,
): Promise<string | undefined> {
  try {
    const { bytes, mode } = await readPlainFile(path);
    if (isPosix && (mode & 0o044) !== 0) {
      const digits = (mode & 0o777).toString(8).padStart(3, '0');
      onNote({ code: 'file-readable-by-others', path: shownPath, mode: digits });
    }
    return decodeCredentialFile(bytes);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw raise('CredentialsMalformed', {
      message: texts.fileUnreadable(shownPath, describeReadFailure(error)),
      hint: texts.fileUnreadableHint,
    });
  }
}

/** The mode does not describe other users' access on Windows. */
const isPosix = sep === '/';

/** Editors on Windows may write UTF-16, with a byte order mark. */
function decodeCredentialFile(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
