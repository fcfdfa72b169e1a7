import filenamify from 'filenamify';
import { toPlainText } from '../base/plain-text.ts';

/** What file systems take for one name, in bytes. */
const longestNameBytes = 255;
/** Room for what stands beside the file: `.part`, `.receipt.json` and a leading dot. */
const reservedBytes = 20;

/**
 * A name from outside as one that stays inside its folder, on every system: no separators, no reserved
 * name, no control or direction-turning characters, and short enough in bytes. The ending is kept.
 */
export function toSafeFileName(name: string): string {
  const plain = toPlainText(name).replaceAll('?', '_');
  const safe = filenamify(plain, { replacement: '_', maxLength: longestNameBytes });
  const named = /^[._\s]*$/.test(safe) ? 'export.xlsx' : safe.replace(/^\.+/, '_');
  return shorten(named, longestNameBytes - reservedBytes);
}

/** Cuts whole characters before the ending. */
function shorten(name: string, mostBytes: number): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const characters = [...name.slice(0, name.length - ending.length)];
  while (Buffer.byteLength(characters.join('') + ending) > mostBytes) characters.pop();
  return characters.join('') + ending;
}
