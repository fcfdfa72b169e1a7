import { describe, expect, it } from 'vitest';
import { parseByteRange, type ByteRange } from '../../../src/sandbox/store/byte-range.ts';

const whole: ByteRange = { kind: 'whole' };
const unsatisfiable: ByteRange = { kind: 'unsatisfiable' };

/** Of an object of 100 bytes: what OSS makes of a Range by habit, and when told to keep to the standard. */
const table: readonly (readonly [string | undefined, ByteRange, ByteRange])[] = [
  [undefined, whole, whole],
  ['bytes=0-0', part(0, 0), part(0, 0)],
  ['bytes=10-19', part(10, 19), part(10, 19)],
  ['bytes=0-99', part(0, 99), part(0, 99)],
  ['bytes=99-', part(99, 99), part(99, 99)],
  ['bytes=0-', part(0, 99), part(0, 99)],
  ['bytes=-5', part(95, 99), part(95, 99)],
  ['bytes=-100', part(0, 99), part(0, 99)],
  ['bytes=90-100', whole, part(90, 99)],
  ['bytes=0-1000000', whole, part(0, 99)],
  ['bytes=-101', whole, part(0, 99)],
  ['bytes=100-', whole, unsatisfiable],
  ['bytes=100-200', whole, unsatisfiable],
  ['bytes=-0', whole, unsatisfiable],
  ['bytes=5-4', whole, whole],
  ['bytes=-', whole, whole],
  ['bytes=0-1,5-6', whole, whole],
  ['bytes=a-b', whole, whole],
  ['bytes 0-1', whole, whole],
  ['lines=0-1', whole, whole],
  ['', whole, whole],
];

describe('a Range header', () => {
  it.each(table)('%j is heard as OSS hears it', (header, habitual, standard) => {
    expect(parseByteRange(header, 100, 'habitual')).toEqual(habitual);
    expect(parseByteRange(header, 100, 'standard')).toEqual(standard);
  });

  it('of an empty object is never a part', () => {
    expect(parseByteRange('bytes=0-', 0, 'habitual')).toEqual(whole);
    expect(parseByteRange('bytes=-1', 0, 'habitual')).toEqual(whole);
  });
});

function part(start: number, end: number): ByteRange {
  return { kind: 'part', start, end };
}
