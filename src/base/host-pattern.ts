/** A host that a Link may point to, with a port or without: `files.example.com`, `*.example.com`. */
export function isHostPattern(text: string): boolean {
  return /^(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i.test(text);
}
