import type { ByteBuilder } from './byte-builder.ts';
import { malformed } from './codes.ts';

/** The entities that XML itself defines; others need a DTD, which is refused. */
const entities: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
};
/** The longest reference that means something, with some zeros in front. */
const longestReference = 16;

/**
 * Appends a text of XML as the text that it means: references resolved, line ends as LF (XML 1.0, 2.11).
 * @param isCdata `&` is itself
 */
export function appendXmlText(
  out: ByteBuilder,
  bytes: Buffer,
  start: number,
  end: number,
  isCdata = false,
): void {
  let from = start;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x0d) {
      out.append(bytes, from, at);
      out.push(0x0a);
      if (bytes[at + 1] === 0x0a && at + 1 < end) at++;
      from = at + 1;
    } else if (byte === 0x26 && !isCdata) {
      out.append(bytes, from, at);
      at = appendReference(out, bytes, at + 1, end);
      from = at + 1;
    }
  }
  out.append(bytes, from, end);
}

/** @returns where its semicolon is */
function appendReference(out: ByteBuilder, bytes: Buffer, start: number, end: number): number {
  let semicolon = start;
  const last = Math.min(end, start + longestReference);
  while (semicolon < last && bytes[semicolon] !== 0x3b) semicolon++;
  const name = semicolon < last ? bytes.toString('latin1', start, semicolon) : '';
  const code = entities[name] ?? parseReference(name);
  if (code === undefined) {
    throw malformed({ en: 'it uses an entity that is not defined', zh: '使用了未定义的实体' });
  }
  out.appendCodePoint(code === 0 ? 0xfffd : code);
  return semicolon;
}

function parseReference(name: string): number | undefined {
  if (/^#x[0-9a-f]+$/i.test(name)) return Number.parseInt(name.slice(2), 16);
  if (/^#[0-9]+$/.test(name)) return Number.parseInt(name.slice(1), 10);
  return undefined;
}

/**
 * Resolves `_x000D_` and the like in the bytes from `start` on, in place: what XML cannot hold is written so
 * (ECMA-376 part 1, 22.9.2.19). `_x005F_` is an underscore that begins no escape. Two halves of a surrogate pair
 * become the character that they mean.
 */
export function resolveEscapes(text: ByteBuilder, start: number): void {
  const { bytes, length: end } = text;
  let at = start;
  while (at < end && !(bytes[at] === 0x5f && escapeAt(bytes, at, end) >= 0)) at++;
  if (at === end) return;
  text.length = at;
  while (at < end) {
    const code = bytes[at] === 0x5f ? escapeAt(bytes, at, end) : -1;
    if (code < 0) {
      text.push(bytes[at++] ?? 0);
      continue;
    }
    at += 7;
    const low = isBetween(code, 0xd800, 0xdbff) ? escapeAt(bytes, at, end) : -1;
    if (isBetween(low, 0xdc00, 0xdfff)) {
      at += 7;
      text.appendCodePoint(0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00));
    } else {
      text.appendCodePoint(code);
    }
  }
}

/** The code of the escape `_xHHHH_` there; -1: there is another text. */
function escapeAt(bytes: Buffer, at: number, end: number): number {
  if (at + 7 > end || bytes[at] !== 0x5f || bytes[at + 1] !== 0x78 || bytes[at + 6] !== 0x5f) {
    return -1;
  }
  let code = 0;
  for (let index = at + 2; index < at + 6; index++) {
    const digit = hexDigit(bytes[index] ?? 0);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

function hexDigit(byte: number): number {
  if (isBetween(byte, 0x30, 0x39)) return byte - 0x30;
  if (isBetween(byte | 0x20, 0x61, 0x66)) return (byte | 0x20) - 0x61 + 10;
  return -1;
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
