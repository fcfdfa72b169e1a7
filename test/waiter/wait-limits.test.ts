import { describe, expect, it } from 'vitest';
import { calculateGrace, findLimit, validateLimits } from '../../src/waiter/wait-limits.ts';

describe('the limits of a wait', () => {
  const since = { startedAt: 1000, changedAt: 5000 };

  it.each([
    [{}, undefined],
    [{ timeoutMs: 0 }, { at: 1000, outcome: 'timed-out' }],
    [{ timeoutMs: 9000 }, { at: 10_000, outcome: 'timed-out' }],
    [{ stallTimeoutMs: 9000 }, { at: 14_000, outcome: 'stalled' }],
    [
      { timeoutMs: 9000, stallTimeoutMs: 1000 },
      { at: 6000, outcome: 'stalled' },
    ],
    [
      { timeoutMs: 9000, stallTimeoutMs: 5000 },
      { at: 10_000, outcome: 'timed-out' },
    ],
  ])('of %j the first that is reached counts', (options, expected) => {
    expect(findLimit(options, since)).toEqual(expected);
  });

  it.each([
    [{ timeoutMs: 0 }, 0, 30_000],
    [{ timeoutMs: 60_000 }, 0, 1000],
    [{ timeoutMs: 60_000 }, 800, 1600],
    [{}, 60_000, 5000],
  ])(
    'with %j and a slowest response of %d ms the last poll may take %d ms',
    (options, slowest, grace) => {
      expect(calculateGrace(options, slowest)).toBe(grace);
    },
  );

  it.each([{ timeoutMs: Number.NaN }, { timeoutMs: -1 }, { stallTimeoutMs: Number.NaN }])(
    'refuse %j',
    (options) => {
      expect(() => {
        validateLimits(options);
      }).toThrow(RangeError);
    },
  );
});
