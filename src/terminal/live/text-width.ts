import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export const textWidth: (text: string) => number = stringWidth;

/** The text within `columns`, its middle left out where it is longer: both ends of a file name tell. */
export function cutMiddle(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const room = Math.max(0, columns - 1);
  const symbols = [...graphemes.segment(text)].map(({ segment }) => segment);
  const start = take(symbols, Math.ceil(room / 2));
  const end = take(symbols.reverse(), room - textWidth(start.join('')));
  return columns < 1 ? '' : `${start.join('')}…${end.reverse().join('')}`;
}

function take(symbols: readonly string[], columns: number): string[] {
  let width = 0;
  const end = symbols.findIndex((symbol) => (width += textWidth(symbol)) > columns);
  return symbols.slice(0, end < 0 ? symbols.length : end);
}

/** How many rows a line takes on a terminal of so many columns, which wraps before a symbol that does not fit. */
export function countRows(line: string, columns: number): number {
  let rows = 1;
  let at = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(line))) {
    const width = textWidth(segment);
    if (at + width > columns) {
      rows += 1;
      at = 0;
    }
    at += width;
  }
  return rows;
}
