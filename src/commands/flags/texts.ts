import type { Localized } from '../../base/ui-language.ts';

/** The value is not one of a fixed set. */
export function notAllowed(flag: string, written: string, allowed: readonly string[]): Localized {
  const value = JSON.stringify(written);
  return {
    en: `${flag}: ${value} is not allowed; allowed are ${allowed.join(', ')}`,
    zh: `${flag}：不允许 ${value}；可用值为 ${allowed.join('、')}`,
  };
}
