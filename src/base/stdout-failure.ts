import type { Localized } from './ui-language.ts';

/** Standard output takes nothing more, and not because its reader has exited. */
export const stdoutFailure: Localized = {
  en: 'standard output cannot be written',
  zh: '无法写入标准输出',
};
