import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatClockDuration, parseDuration } from '../../src/base/durations.ts';
import { UsageError } from '../../src/base/errors.ts';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1.5s', 1500],
    ['0', 0],
    ['90', 90_000],
    ['0.25', 250],
  ])('reads %s as %i ms', (text, ms) => {
    expect(parseDuration('--timeout', text)).toBe(ms);
  });

  it.each(['', ' ', 'soon', '-5s', '5 m', '1h foo', '1e3', '5y', 'NaN', 'Infinity', '1h30', '٣s'])(
    'rejects "%s", naming flag and value',
    (text) => {
      expect(() => parseDuration('--timeout', text)).toThrow(UsageError);
      expect(() => parseDuration('--timeout', text)).toThrow(`--timeout: "${text}"`);
    },
  );

  it('either parses a text to a whole number of milliseconds or rejects it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const ms = parseDuration('--timeout', text);
          return Number.isSafeInteger(ms) && ms >= 0;
        } catch (error) {
          return error instanceof UsageError;
        }
      }),
    );
  });
});

describe('formatClockDuration', () => {
  it.each([
    [0, '0:00'],
    [999, '0:01'],
    [41_230, '0:41'],
    [69_000, '1:09'],
    [3_725_000, '1:02:05'],
    [-5, '0:00'],
  ])('shows %i ms as %s', (ms, text) => {
    expect(formatClockDuration(ms)).toBe(text);
  });
});
