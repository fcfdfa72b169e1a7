import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteRanges } from '../../../src/transfer/fetch/byte-ranges.ts';

const total = 60;
const range = fc
  .tuple(fc.integer({ min: 0, max: total }), fc.integer({ min: 0, max: total }))
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

describe('byte ranges', () => {
  it('equal a set of bytes, whatever is added in any order', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), fc.nat({ max: total }), (added, position) => {
        const ranges = createByteRanges();
        const bytes = new Set<number>();
        for (const each of added) {
          ranges.add(each);
          for (let at = each.start; at < each.end; at++) bytes.add(at);
        }
        const missing = new Set(ranges.missing(total).flatMap(toBytes));
        const all = toBytes({ start: 0, end: total });
        expect(ranges.sizeBytes()).toBe(bytes.size);
        expect(missing).toEqual(new Set(all.filter((at) => !bytes.has(at))));
        expect(new Set(ranges.list().flatMap(toBytes))).toEqual(bytes);
        let end = position;
        while (bytes.has(end)) end += 1;
        expect(ranges.endFrom(position)).toBe(end);
      }),
    );
  });
});

function toBytes({ start, end }: { readonly start: number; readonly end: number }): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
