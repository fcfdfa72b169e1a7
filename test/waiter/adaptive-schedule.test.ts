import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdaptiveSchedule } from '../../src/waiter/adaptive-schedule.ts';
import { createProgressHistory, recordResponse } from '../../src/waiter/progress-history.ts';
import type { Plan } from '../../src/waiter/schedule.ts';

type Responses = readonly (readonly [seconds: number, progress?: number | undefined])[];

/** All in seconds, the last response's progress seen at its time; without jitter. */
function plan(responses: Responses, maxIntervalMs = 30_000, random = 0.5): Plan {
  const history = responses.reduce(
    (before, [seconds, progress]) => recordResponse(before, { at: 1000 * seconds, progress }),
    createProgressHistory(0),
  );
  return createAdaptiveSchedule({ maxIntervalMs, random: () => random }).plan(history);
}

describe('the adaptive schedule', () => {
  /** 30 % at 300 s, seen a second later: the end is estimated at 1000 s. */
  const third: Responses = [
    [0, 0],
    [300, 0],
    [301, 30],
  ];
  it.each<[string, Responses, delay: number, end: number | undefined]>([
    ['begins with the shortest interval', [[0, 0]], 1, undefined],
    ['takes the fourth root of the time waited, without an estimate', [[256, 0]], 4.4, undefined],
    ['does so without any progress, too', [[256]], 4.4, undefined],
    [
      'also if it joined in the middle',
      [
        [0, 60],
        [256, 60],
      ],
      4.4,
      undefined,
    ],
    ['grows slowly for the long ones', [[4096, 0]], 8.8, undefined],
    ['knows an end from the first change on', third, 30, 1000],
    ['asks at 1.4 roots of what is left', [...third, [804, 30]], 19.6, 1000],
    ['draws together as the end comes near', [...third, [984, 30]], 5.6, 1000],
    ['sleeps through half of what is left at most', [...third, [996, 30]], 2, 1000],
    ['returns to the fourth root after the estimated end', [...third, [1256, 30]], 4.4, undefined],
    [
      'waits at most half of the time so far',
      [
        [0, 0],
        [4, 0],
        [6, 2],
      ],
      3,
      200,
    ],
    [
      'expects the end now at 100 %',
      [
        [0, 0],
        [99, 0],
        [100, 100],
        [355, 100],
      ],
      4.4,
      undefined,
    ],
  ])('%s', (_title, responses, delay, end) => {
    const { delayMs, estimatedEndAt } = plan(responses);
    expect(delayMs / 1000).toBeCloseTo(delay, 1);
    if (end === undefined) expect(estimatedEndAt).toBeUndefined();
    else expect((estimatedEndAt ?? 0) / 1000).toBeCloseTo(end, 1);
  });

  it('uses the recent pace near the end, and the average pace far from it', () => {
    const early: Responses = [
      [0, 0],
      [900, 0],
      [901, 10],
      [910, 10],
      [911, 11],
    ];
    expect(plan(early).estimatedEndAt).toBeCloseTo(910_000 + (89 * 910_000) / 11);
    // 25 per cent are left, and the 25 before took 20 s, though the first 50 took 950 s.
    const late: Responses = [...early, [950, 11], [951, 50], [970, 50], [971, 75]];
    expect(plan(late).estimatedEndAt).toBe(990_000);
  });

  it('ignores progress that goes back or beyond its limits', () => {
    const clean: Responses = [
      [0, 0],
      [10, 20],
      [20, 40],
      [30, 40],
      [40, 60],
    ];
    const noisy: Responses = [
      [0, -3],
      [10, 20.4],
      [20, 40],
      [30, 12],
      [40, 60.9],
    ];
    expect(plan(noisy)).toEqual(plan(clean));
  });

  it('varies by 10 % to each side, up to the longest interval', () => {
    const responses: Responses = [[4096, 0]];
    expect(plan(responses, 30_000, 0).delayMs).toBeCloseTo(7920, 3);
    expect(plan(responses, 30_000, 1).delayMs).toBeCloseTo(9680, 3);
    expect(plan(responses, 9000, 1).delayMs).toBe(9000);
    expect(plan(responses, 300, 1).delayMs).toBe(300);
  });

  it('stays within its limits and never estimates a past end', () => {
    const answer = fc.tuple(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.option(fc.double()));
    fc.assert(
      fc.property(
        fc.array(answer),
        fc.integer({ min: 1, max: 60_000 }),
        (responses, maxIntervalMs) => {
          const { delayMs, estimatedEndAt = Infinity } = plan(
            responses.map(([at, progress]) => [at, progress ?? undefined] as const),
            maxIntervalMs,
          );
          expect(delayMs).toBeGreaterThanOrEqual(Math.min(1000, maxIntervalMs));
          expect(delayMs).toBeLessThanOrEqual(maxIntervalMs);
          expect(estimatedEndAt).toBeGreaterThan(
            1000 * Math.max(0, ...responses.map(([at]) => at)),
          );
        },
      ),
    );
  });
});
