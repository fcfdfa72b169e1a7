import { pathToFileURL } from 'node:url';
import type { Style } from './style.ts';

/** The text of a page's address that opens it, where the terminal can. */
export function linkToPage(text: string, address: string, { abilities }: Style): string {
  const opens = abilities.links && /^https?:/i.test(address) && URL.canParse(address);
  return opens ? formatLink(text, new URL(address)) : text;
}

/** @param path absolute */
export function linkToFile(text: string, path: string, { abilities }: Style): string {
  return abilities.fileLinks ? formatLink(text, pathToFileURL(path)) : text;
}

/** OSC 8. A URL that is written anew holds no control characters. */
function formatLink(text: string, { href }: URL): string {
  return `\u001b]8;;${href}\u001b\\${text}\u001b]8;;\u001b\\`;
}
