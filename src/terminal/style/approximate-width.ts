import { stripVTControlCharacters } from 'node:util';

/** What may take two columns: the scripts of East Asia, and symbols that are drawn as emoji. */
const wide = /[\u1100-\u1fff\u2329\u232a\u2600-\u{10ffff}]|\p{Emoji_Presentation}/gu;

/**
 * Columns of a text on a terminal, never too few. The exact answer is string-width's, which takes
 * longer to load than a whole answer of the service: only the live bars need it.
 */
export function approximateWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  // Those beyond the first 65536 count two already: they are two in a string.
  const counted = plain.match(wide)?.filter((symbol) => symbol.length === 1) ?? [];
  return plain.length + counted.length;
}
