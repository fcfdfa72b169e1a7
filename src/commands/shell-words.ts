/** A word quoted for a POSIX shell. */
export function formatShellWord(word: string): string {
  return /^[\w.:/@%+,=*-]+$/.test(word) && !word.includes('*')
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
