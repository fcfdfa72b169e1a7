/* eslint-disable no-control-regex -- taking control characters out is what this file is for */

/** C0 and C1 controls, DEL, line and paragraph separators, and the marks that turn the direction of text. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text from outside, fit for one line of a terminal: what could move the cursor or reorder text becomes `?`. */
export function toPlainText(text: string): string {
  return text.replace(unprintable, '?');
}
