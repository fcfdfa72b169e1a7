import { sep } from 'node:path';

const unquoted = String.raw`[^\s'"\\]+`;
const single = String.raw`'(?:[^']*)'`;
const double = String.raw`"(?:\\[^]|[^"\\])*"`;

const posixWord = new RegExp(`(?:${unquoted}|${single}|${double}|${String.raw`\\[^]`})+`, 'y');
const posixPart = /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])|([^\s'"\\]+)/g;

/** On Windows a backslash separates folders; it escapes only a double quote inside double quotes. */
const windowsWord = /(?:[^\s'"]+|'[^']*'|"(?:\\"|[^"])*")+/y;
const windowsPart = /'([^']*)'|"((?:\\"|[^"])*)"|([^\s'"]+)/g;

/**
 * The words of a `process_command`, split as the vendor's CLI does: at blanks, with quotes. Without a
 * shell, nothing is expanded.
 *
 * @returns undefined if a quote is not closed, or the last character is a lone backslash
 */
export function splitCommand(
  command: string,
  system: 'posix' | 'windows' = sep === '/' ? 'posix' : 'windows',
): readonly string[] | undefined {
  const word = system === 'posix' ? posixWord : windowsWord;
  const unquote = system === 'posix' ? unquotePosix : unquoteWindows;
  const text = command.trim();
  const words: string[] = [];
  word.lastIndex = 0;
  while (word.lastIndex < text.length) {
    const at = word.lastIndex;
    const found = word.exec(text)?.[0];
    if (found === undefined) return undefined;
    words.push(unquote(found));
    word.lastIndex = at + found.length + blanksAt(text, at + found.length);
  }
  return words;
}

function blanksAt(text: string, at: number): number {
  return text.length - at - text.slice(at).trimStart().length;
}

function unquotePosix(word: string): string {
  return word.replace(
    posixPart,
    (_, single?: string, double?: string, escaped?: string, plain?: string) =>
      single ?? double?.replace(/\\(["\\$`\n])/g, '$1') ?? escaped ?? plain ?? '',
  );
}

function unquoteWindows(word: string): string {
  return word.replace(
    windowsPart,
    (_, single?: string, double?: string, plain?: string) =>
      single ?? double?.replaceAll('\\"', '"') ?? plain ?? '',
  );
}
