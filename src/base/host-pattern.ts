/** A host that download links may point to, with or without a port: `files.example.com`, `*.example.com`. */
export function isHostPattern(text: string): boolean {
  return /^(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i.test(text);
}
