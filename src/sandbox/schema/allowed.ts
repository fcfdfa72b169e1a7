import type { Localized } from '../../base/ui-language.ts';

const chinese = new Map<string, string>();

/**
 * What a schema allows, for people, in both languages. A schema carries one text only: the English one,
 * by which `describeAllowed` finds the other.
 */
export function allowed(en: string, zh: string): string {
  chinese.set(en, zh);
  return en;
}

/** @param message of a schema: words as they are to be written are the same in both languages */
export function describeAllowed(message: string): Localized {
  return { en: message, zh: chinese.get(message) ?? message };
}
