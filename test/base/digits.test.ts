import { describe, expect, it } from 'vitest';
import { digitsToNumber, isDigits } from '../../src/base/digits.ts';
import { formatJson } from '../../src/base/json.ts';

describe('isDigits', () => {
  it.each(['1', '200013', '9007199254740993', '9223372036854775807'])('accepts %s', (text) => {
    expect(isDigits(text)).toBe(true);
  });

  it.each([
    '',
    '0',
    '-1',
    '+1',
    '007',
    '1.0',
    '1e3',
    '0x10',
    ' 1',
    '1 ',
    '9223372036854775808',
    '１',
  ])('refuses "%s"', (text) => {
    expect(isDigits(text)).toBe(false);
  });
});

describe('digitsToNumber', () => {
  it.each(['200013', '9007199254740993', '9223372036854775807'])(
    'writes %s to JSON digit for digit',
    (digits) => {
      expect(formatJson({ Id: digitsToNumber(digits) })).toBe(`{"Id":${digits}}`);
    },
  );
});
