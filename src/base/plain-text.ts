/* eslint-disable no-control-regex -- taking control characters out is what this file is for */

/** C0 and C1 controls, DEL, line and paragraph separators, and the marks that turn the direction of text. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g;

/** What no font draws, as spaces without width and tags: texts that look the same would not be the same. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Text from outside, fit for one line of a terminal: what could move the cursor or reorder text becomes `?`, and
 * what nobody can see is removed.
 */
export function toPlainText(text: string): string {
  return text.replace(unprintable, '?').replace(invisible, '');
}

/** The same, cut to a length that a person reads. */
export function toShortText(text: string, mostCharacters = 100): string {
  const plain = toPlainText(text);
  return plain.length > mostCharacters ? `${plain.slice(0, mostCharacters)}…` : plain;
}
