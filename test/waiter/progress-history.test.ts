import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgressHistory, recordResponse } from '../../src/waiter/progress-history.ts';

function record(...responses: readonly (readonly [at: number, progress?: number])[]) {
  return responses.reduce(
    (history, [at, progress]) => recordResponse(history, { at, progress }),
    createProgressHistory(0),
  );
}

describe('the progress history', () => {
  it('dates each change with the response before it', () => {
    expect(record([1, 0], [5, 0], [9, 3], [14, 3], [20, 7])).toEqual({
      startedAt: 0,
      respondedAt: 20,
      changes: [
        { progress: 0, since: 0 },
        { progress: 3, since: 5 },
        { progress: 7, since: 14 },
      ],
    });
  });

  it.each([
    ['absent', [[2]], []],
    ['not a number', [[2, Number.NaN]], []],
    ['below 0', [[2, -7]], [0]],
    [
      'over 100',
      [
        [2, 140],
        [4, 150],
      ],
      [100],
    ],
    [
      'infinite',
      [
        [2, Infinity],
        [3, -Infinity],
      ],
      [100],
    ],
    [
      'going back',
      [
        [2, 40],
        [4, 30],
        [6, 40],
        [8, 41],
      ],
      [40, 41],
    ],
    [
      'moving by less than one per cent',
      [
        [2, 40.2],
        [4, 40.9],
        [6, 41.1],
      ],
      [40, 41],
    ],
  ] as const)('is not disturbed by a progress that is %s', (_name, responses, expected) => {
    const { changes, respondedAt } = record(...responses);
    expect(changes.map(({ progress }) => progress)).toEqual(expected);
    expect(respondedAt).toBe(responses.at(-1)?.[0]);
  });

  it('keeps its times in order when the clock is set back', () => {
    expect(record([10, 1], [5, 2], [12, 3])).toMatchObject({
      respondedAt: 12,
      changes: [{ since: 0 }, { since: 10 }, { since: 10 }],
    });
  });

  it('keeps at most 101 changes, rising, for any input', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 150 })), (numbers) => {
        const values = record(...numbers.map((progress, at) => [at, progress] as const)).changes;
        expect(values.length).toBeLessThanOrEqual(101);
        const sorted = [...new Set(values.map(({ progress }) => progress))].sort((a, b) => a - b);
        expect(values.map(({ progress }) => progress)).toEqual(sorted);
      }),
    );
  });
});
