import { stripVTControlCharacters } from 'node:util';

/** From Hangul on, two columns, but for the punctuation, arrows and box drawing in between. */
const wide = /[\u1100-\u1fff\u2e80-\uffff\u{10000}-\u{10ffff}]/gu;

/**
 * Columns of a text on a terminal, never too few. The exact answer is string-width's, which takes
 * longer to load than a whole answer of the service: only the live bars need it.
 */
export function approximateWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  return plain.length + (plain.match(wide)?.filter((symbol) => symbol.length === 1).length ?? 0);
}
