import { exitMeanings } from './exit-meanings.ts';
import type { CodeEntry, CodeTable } from './raise.ts';

/** Codes that any part of the tool may raise. */
export const baseCodes = {
  Usage: { exit: 'usage', ...exitMeanings.usage },
  Unexpected: { exit: 'unexpected', ...exitMeanings.unexpected },
} satisfies CodeTable;

/** Raised by downloads and by commands that read a workbook. */
export const notAWorkbook: CodeEntry = {
  exit: 'integrity',
  retryable: false,
  cause: {
    en: 'the file is not an Excel workbook (.xlsx), or it is damaged',
    zh: '该文件不是 Excel 文件（.xlsx），或已损坏',
  },
  advice: {
    en: 'Download it again. If it persists, create the export again.',
    zh: '请重新下载。如持续出现，请重新创建导出任务。',
  },
};
