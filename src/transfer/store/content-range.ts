import type { ByteRange } from '../fetch/byte-ranges.ts';

export interface ContentRange {
  /** Undefined if the range was not satisfiable: the header has an asterisk instead. */
  readonly range: ByteRange | undefined;
  /** The size of the whole object; undefined if the store does not state it. */
  readonly totalBytes: number | undefined;
}

/** `Content-Range` (RFC 9110, 14.4); undefined if it is invalid. */
export function parseContentRange(text: string | undefined): ContentRange | undefined {
  const match = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, first, last, total] = match;
  const totalBytes = total === '*' ? undefined : Number(total);
  if (first === undefined || last === undefined) return { range: undefined, totalBytes };
  const range = { start: Number(first), end: Number(last) + 1 };
  const isSound = range.start < range.end && range.end <= (totalBytes ?? Infinity);
  return isSound ? { range, totalBytes } : undefined;
}
