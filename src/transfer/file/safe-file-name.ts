import filenamify from 'filenamify';
import { toPlainText } from '../../base/plain-text.ts';

/** The limit of common file systems, in bytes. */
const longestNameBytes = 255;
/** For `.receipt.json`, and for the number that `rename` adds. */
const reservedBytes = 20;
/** If no character of a name remains. */
const fallbackName = 'export.xlsx';
/** Only the start and the end of a longer name are used. */
const mostCharacters = 1000;

/**
 * Makes a name from outside safe on every system: no separators, no reserved names, no control or
 * bidirectional characters, not hidden, no leading `-`, and not too long. The ending is kept.
 */
export function toSafeFileName(name: string): string {
  const plain = toPlainText(shortenText(wellFormed(name))).replaceAll('?', '_');
  const safe = filenamify(plain, { replacement: '_', maxLength: mostCharacters });
  const named = /^[._\s-]*$/.test(safe) ? fallbackName : safe.replace(/^[.\s-]+/, '_');
  return shortenBytes(named, longestNameBytes - reservedBytes);
}

/** Replaces half surrogate pairs. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function shortenText(text: string): string {
  if (text.length <= mostCharacters) return text;
  return wellFormed(text.slice(0, mostCharacters / 2) + text.slice(-mostCharacters / 2));
}

/** Removes whole characters before the ending. */
function shortenBytes(name: string, mostBytes: number): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  let left = mostBytes - Buffer.byteLength(ending);
  const characters = Array.from(name.slice(0, name.length - ending.length));
  const end = characters.findIndex((character) => {
    left -= Buffer.byteLength(character);
    return left < 0;
  });
  const stem = end < 0 ? characters : characters.slice(0, end);
  return stem.join('').trimEnd() + ending;
}
