import type { Localized } from './ui-language.ts';

/** @param code the system's, such as `ENOSPC` */
export function describeStdoutFailure(code: string): Localized {
  return {
    en: `standard output cannot be written (${code})`,
    zh: `无法写入标准输出（${code}）`,
  };
}
