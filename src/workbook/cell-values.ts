import { malformed } from './codes.ts';
import { replaceWithDate } from './dates.ts';
import { limits } from './limits.ts';
import { shownAs, type ShownAs } from './number-formats.ts';
import { cellKind, type Row } from './row.ts';
import type { SharedStrings } from './shared-strings.ts';

/** What a sheet needs of its workbook. */
export interface SheetContext {
  readonly sharedStrings: SharedStrings;
  /** By number of the style: how it shows a number. */
  readonly styles: Uint8Array;
  readonly usesDatesFrom1904: boolean;
}

/** Types of a cell, from its attribute `t` (ECMA-376 part 1, 18.18.11); `text` is `str` and `inlineStr`. */
export const cellType = { number: 0, shared: 1, text: 2, boolean: 3, error: 4, date: 5 } as const;
export type CellType = (typeof cellType)[keyof typeof cellType];

export function parseType(bytes: Buffer, start: number, end: number): CellType {
  if (end - start === 1) {
    const letter = bytes[start];
    if (letter === 0x73) return cellType.shared;
    if (letter === 0x6e) return cellType.number;
    if (letter === 0x62) return cellType.boolean;
    if (letter === 0x65) return cellType.error;
    if (letter === 0x64) return cellType.date;
  }
  return cellType.text;
}

/** The column of a reference such as `AB12`, counted from 0. */
export function parseColumn(bytes: Buffer, start: number, end: number): number {
  let column = 0;
  let at = start;
  for (; at < end; at++) {
    // Upper case, as the file format has it; lower case is read as well.
    const letter = ((bytes[at] ?? 0) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = Math.min(column * 26 + letter, limits.columns + 1);
  }
  if (column === 0) throw malformed({ en: 'a cell reference is wrong', zh: '有单元格引用有误' });
  return column - 1;
}

/** @returns NaN if it is not digits alone */
export function parseDigits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return end > start ? value : NaN;
}

/**
 * Puts the value of a cell into its row. Its bytes, as `<v>` has them, begin at `start` and are the last of the
 * row. A number keeps its digits; an unusual form (`.5`, `+1`) is written as JSON requires.
 */
export function storeValue(
  row: Row,
  column: number,
  from: number,
  type: CellType,
  style: number,
  context: SheetContext,
): void {
  const start = trim(row, from);
  const { bytes, length } = row.bytes;
  if (start === length) return;
  if (type === cellType.shared) {
    const index = parseDigits(bytes, start, length);
    context.sharedStrings.verifyIndex(index);
    row.bytes.length = from;
    row.setShared(column, index);
  } else if (type === cellType.number) {
    storeNumber(row, column, start, (context.styles[style] ?? shownAs.number) as ShownAs, context);
  } else if (type === cellType.boolean) {
    storeBoolean(row, column, start);
  } else {
    row.set(column, type === cellType.error ? cellKind.error : cellKind.date, start);
  }
}

/** Takes spaces off both ends. @returns where the value begins */
function trim(row: Row, from: number): number {
  const { bytes } = row.bytes;
  let start = from;
  while (start < row.bytes.length && (bytes[start] ?? 0) <= 0x20) start++;
  while (row.bytes.length > start && (bytes[row.bytes.length - 1] ?? 0) <= 0x20) {
    row.bytes.length--;
  }
  return start;
}

function storeNumber(
  row: Row,
  column: number,
  start: number,
  shown: ShownAs,
  context: SheetContext,
): void {
  if (!isJsonNumber(row.bytes.bytes, start, row.bytes.length)) {
    const written = row.bytes.view(start).toString('latin1');
    const number = normalizeNumber(written);
    if (number === undefined) {
      row.set(column, cellKind.error, start);
      return;
    }
    row.bytes.length = start;
    row.bytes.appendAscii(number);
  }
  const isDate =
    shown !== shownAs.number && replaceWithDate(row.bytes, start, shown, context.usesDatesFrom1904);
  row.set(column, isDate ? cellKind.date : cellKind.number, start);
}

function storeBoolean(row: Row, column: number, start: number): void {
  const first = row.bytes.bytes[start];
  // 1 or true, 0 or false (XML Schema); the formats write it in their own way.
  const isTrue = first === 0x31 || first === 0x74 || first === 0x54;
  row.bytes.length = start;
  row.bytes.push(isTrue ? 1 : 0);
  row.set(column, cellKind.boolean, start);
}

/** A number as JSON has it (RFC 8259, 6). */
function isJsonNumber(bytes: Buffer, start: number, end: number): boolean {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  const first = at;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  if (at === first || (bytes[first] === 0x30 && at > first + 1)) return false;
  if (at < end && bytes[at] === 0x2e) {
    const fraction = ++at;
    while (at < end && isDigit(bytes[at] ?? 0)) at++;
    if (at === fraction) return false;
  }
  if (at < end && ((bytes[at] ?? 0) | 0x20) === 0x65) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    const exponent = at;
    while (at < end && isDigit(bytes[at] ?? 0)) at++;
    if (at === exponent) return false;
  }
  return at === end;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** `+.5` to `0.5`, `5.` to `5`, `007` to `7`; undefined: it is no number. */
function normalizeNumber(written: string): string | undefined {
  const parts = /^([+-]?)(\d*)\.?(\d*)((?:e[+-]?\d+)?)$/i.exec(written);
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return (sign === '-' ? '-' : '') + digits + (fraction && `.${fraction}`) + exponent;
}
