/** What a Range header comes to, for an object of a certain size. `end` is the last byte, part of it. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * By OSS's habit a Range that is malformed, that has several parts, or that reaches beyond the object
 * is not heard: the whole object is sent. With `x-oss-range-behavior: standard` one that reaches
 * beyond is cut short, and one that lies beyond cannot be satisfied.
 */
export function parseByteRange(
  header: string | undefined,
  sizeBytes: number,
  behavior: 'habitual' | 'standard',
): ByteRange {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    return { kind: 'whole' };
  }
  const [start, end] =
    first === ''
      ? [sizeBytes - Number(last), sizeBytes - 1]
      : [Number(first), last === '' ? sizeBytes - 1 : Number(last)];
  if (first !== '' && last !== '' && end < start) return { kind: 'whole' };
  if (start >= 0 && start < sizeBytes && end < sizeBytes) return { kind: 'part', start, end };
  if (behavior === 'habitual') return { kind: 'whole' };
  return start >= sizeBytes
    ? { kind: 'unsatisfiable' }
    : { kind: 'part', start: Math.max(0, start), end: Math.min(end, sizeBytes - 1) };
}
