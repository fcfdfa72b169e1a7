import { isSiemExportError, SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Text } from '../base/ui-language.ts';
import { text, type Texts } from './texts.ts';

interface Reason {
  readonly says: (texts: Texts) => string;
  readonly hint: (texts: Texts) => string;
  /** Where the system's own code would say less. */
  readonly code?: string;
}

const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: { says: (t) => t.diskFull, hint: (t) => t.makeRoom, code: 'DiskFull' },
  EDQUOT: { says: (t) => t.quotaUsed, hint: (t) => t.makeRoom, code: 'DiskFull' },
  EFBIG: { says: (t) => t.tooLarge, hint: (t) => t.choosePlace },
  EACCES: { says: (t) => t.mayNotWrite, hint: (t) => t.choosePlace },
  EPERM: { says: (t) => t.mayNotWrite, hint: (t) => t.choosePlace },
  EROFS: { says: (t) => t.readOnly, hint: (t) => t.choosePlace },
  EISDIR: { says: (t) => t.folderThere, hint: (t) => t.choosePlace },
  ENOENT: {
    says: (t) => t.noFolder,
    hint: (t) => t.noFolderHint,
  },
  ENOTDIR: { says: (t) => t.notAFolder, hint: (t) => t.choosePlace },
  EEXIST: { says: (t) => t.notAFolder, hint: (t) => t.choosePlace },
  ELOOP: { says: (t) => t.circle, hint: (t) => t.choosePlace },
  ENAMETOOLONG: { says: (t) => t.nameTooLong, hint: (t) => t.nameTooLongHint },
  EMFILE: { says: (t) => t.manyFiles, hint: (t) => t.manyFilesHint },
  ETXTBSY: { says: (t) => t.inUse, hint: (t) => t.choosePlace },
  EBUSY: { says: (t) => t.inUse, hint: (t) => t.choosePlace },
  EIO: { says: (t) => t.diskError, hint: (t) => t.diskErrorHint },
  EPIPE: { says: (t) => t.readerGone, hint: (t) => t.readerGoneHint },
};

const otherReason: Reason = { says: (t) => t.systemSays, hint: (t) => t.choosePlace };

/** What the file system said, as an error with exit `download`; errors of ours come back as they are. */
export function toFileError(error: unknown, path: Text): unknown {
  const systemCode = systemErrorCode(error);
  // Those of Node.js itself (ERR_…) are mistakes of a program.
  if (isSiemExportError(error) || systemCode === undefined || !/^E(?!RR_)/.test(systemCode)) {
    return error;
  }
  const { says, hint, code = systemCode } = reasons[systemCode] ?? otherReason;
  const message = text((texts, say) =>
    texts.notWritten(toPlainText(say(path)), says(texts), systemCode),
  );
  return new SiemExportError(code, 'download', message, {
    hint: text(hint),
    retryable: code === 'DiskFull',
  });
}
