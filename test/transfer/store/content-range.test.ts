import { describe, expect, it } from 'vitest';
import { parseContentRange } from '../../../src/transfer/store/object-facts.ts';

describe('parseContentRange', () => {
  it.each([
    ['bytes 0-0/1', { range: { start: 0, end: 1 }, totalBytes: 1 }],
    ['bytes 5-99/100', { range: { start: 5, end: 100 }, totalBytes: 100 }],
    [' bytes 5-9/* ', { range: { start: 5, end: 10 }, totalBytes: undefined }],
    ['bytes */100', { range: undefined, totalBytes: 100 }],
  ])('reads %j', (text, expected) => {
    expect(parseContentRange(text)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    'bytes 5-4/100',
    'bytes 0-100/100',
    'bytes -5-9/100',
    'bytes 5-/100',
    'items 5-9/100',
    'bytes 5-9',
    'bytes 1e3-2e3/5e3',
    'bytes 0-9999999999999999999/99999999999999999999',
  ])('refuses %j', (text) => {
    expect(parseContentRange(text)).toBeUndefined();
  });
});
