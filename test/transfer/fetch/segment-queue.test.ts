import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSegmentQueue,
  leastSegmentBytes,
} from '../../../src/transfer/fetch/segment-queue.ts';

const mib = 2 ** 20;

describe('createSegmentQueue', () => {
  it('gives one connection each gap in one piece', () => {
    const gaps = [
      { start: 0, end: 500 * mib },
      { start: 600 * mib, end: 601 * mib },
    ];
    expect(deal(gaps, 1)).toEqual(gaps);
  });

  it('begins with large segments and ends with small ones', () => {
    const sizes = deal([{ start: 0, end: 1000 * mib }], 4).map(({ start, end }) => end - start);
    expect(sizes[0]).toBe(125 * mib);
    expect(sizes.at(-1)).toBeLessThanOrEqual(1.5 * leastSegmentBytes);
    expect(sizes.length).toBeLessThan(40);
  });

  it('takes each byte of the gaps once, in order, for any gaps', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 * mib }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 8 }), (lengths, connections) => {
        const gaps = toGaps(lengths);
        const dealt = deal(gaps, connections);
        const joined = dealt.reduce<{ start: number; end: number }[]>((all, { start, end }) => {
          const last = all.at(-1);
          return last?.end === start
            ? [...all.slice(0, -1), { start: last.start, end }]
            : [...all, { start, end }];
        }, []);
        expect(joined).toEqual(gaps);
      }),
    );
  });
});

/** Gaps with bytes between them. */
function toGaps(lengths: readonly number[]) {
  let at = 0;
  return lengths.flatMap((length, index) => {
    const gap = { start: at, end: at + length };
    at = gap.end;
    return index % 2 === 0 ? [gap] : [];
  });
}

function deal(gaps: readonly { start: number; end: number }[], connections: number) {
  const plan = createSegmentQueue(gaps, () => connections);
  const dealt: { start: number; end: number | undefined }[] = [];
  for (let next = plan.take(); next !== undefined; next = plan.take()) {
    dealt.push({ start: next.position, end: next.end });
  }
  return dealt.map(({ start, end = NaN }) => ({ start, end }));
}
