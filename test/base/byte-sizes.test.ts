import { describe, expect, it } from 'vitest';
import { formatByteSize, parseByteSize } from '../../src/base/byte-sizes.ts';
import { UsageError } from '../../src/base/errors.ts';

describe('parseByteSize', () => {
  it.each([
    ['1000', 1000],
    ['512k', 524_288],
    ['2M', 2_097_152],
    ['1.5m', 1_572_864],
    ['1g', 1_073_741_824],
    ['3kb', 3072],
  ])('reads %s as %i bytes', (text, size) => {
    expect(parseByteSize('--limit-rate', text)).toBe(size);
  });

  it.each(['', '0', 'fast', '-1', '5x', '1 m', 'k'])('refuses "%s"', (text) => {
    expect(() => parseByteSize('--limit-rate', text)).toThrow(UsageError);
    expect(() => parseByteSize('--limit-rate', text)).toThrow(`--limit-rate: "${text}"`);
  });
});

describe('formatByteSize', () => {
  it('counts in decimal units', () => {
    expect(formatByteSize(48_211_000)).toBe('48.2 MB');
    expect(formatByteSize(0)).toBe('0 B');
  });
});
