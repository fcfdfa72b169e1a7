import filenamify from 'filenamify';
import { toPlainText } from '../base/plain-text.ts';

/** What file systems take for one name, in bytes. */
const longestNameBytes = 255;
/** Room for what stands beside the file, `.receipt.json`, and for the number that `rename` gives it. */
const reservedBytes = 20;
/** Where nothing of a name is left. */
const fallbackName = 'export.xlsx';
/** Nothing beyond is looked at: a name of a megabyte is no name. */
const mostCharacters = 1000;

/**
 * A name from outside as one that stays inside its folder, on every system: no separators, no reserved
 * name, no control or direction-turning characters, not hidden, no option of some other program, and
 * short enough in bytes. The ending is kept.
 */
export function toSafeFileName(name: string): string {
  const plain = toPlainText(shortenText(wellFormed(name))).replaceAll('?', '_');
  const safe = filenamify(plain, { replacement: '_', maxLength: mostCharacters });
  const named = /^[._\s-]*$/.test(safe) ? fallbackName : safe.replace(/^[.\s-]+/, '_');
  return shortenBytes(named, longestNameBytes - reservedBytes);
}

/** Half of a surrogate pair has no bytes of its own. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function shortenText(text: string): string {
  if (text.length <= mostCharacters) return text;
  return wellFormed(text.slice(0, mostCharacters / 2) + text.slice(-mostCharacters / 2));
}

/** Takes whole characters out before the ending. */
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
