/** A word as a POSIX shell reads it. */
export function formatShellWord(word: string): string {
  return /^[\w.:/@%+,=*-]+$/.test(word) && !word.includes('*')
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
