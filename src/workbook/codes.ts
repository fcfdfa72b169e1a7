import { notAWorkbook as notAWorkbookEntry } from '../base/codes.ts';
import { createRaise, type CodeTable } from '../base/raise.ts';
import type { Localized } from '../base/ui-language.ts';

const refused = { exit: 'integrity', retryable: false } as const;

/** What a file may be in place of a workbook that can be read. */
export const workbookCodes = {
  NotAWorkbook: notAWorkbookEntry,
  WorkbookEncrypted: {
    ...refused,
    cause: { en: 'the workbook is protected by a password', zh: '该 Excel 文件受密码保护' },
    advice: {
      en: 'Save a copy without a password in a spreadsheet program, and read the copy.',
      zh: '请用电子表格程序另存一份不带密码的副本，再读取该副本。',
    },
  },
  WorkbookTooLarge: {
    ...refused,
    cause: {
      en: 'the workbook would use too much memory or disk space',
      zh: '该 Excel 文件会占用过多内存或磁盘空间',
    },
    advice: {
      en: 'The file may be a zip bomb. Do not open it unless you trust where it comes from.',
      zh: '该文件可能是压缩炸弹。除非来源可信，否则请勿打开。',
    },
  },
} satisfies CodeTable;

/** Makes an error of this folder: `throw raise('NotAWorkbook', { message })`. */
export const raise = createRaise(workbookCodes);

/** @param why part of a sentence */
export function malformed(why: Localized): Error {
  return raise('NotAWorkbook', {
    message: { en: `the workbook is damaged: ${why.en}`, zh: `该 Excel 文件已损坏：${why.zh}` },
  });
}

/** @param why part of a sentence */
export function notAWorkbook(why: Localized): Error {
  return raise('NotAWorkbook', {
    message: {
      en: `the file is not a workbook: ${why.en}`,
      zh: `该文件不是 Excel 文件：${why.zh}`,
    },
  });
}

/** @param why part of a sentence */
export function tooLarge(why: Localized): Error {
  return raise('WorkbookTooLarge', {
    message: { en: `the workbook is too large: ${why.en}`, zh: `该 Excel 文件过大：${why.zh}` },
  });
}
