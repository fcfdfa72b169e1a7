import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestRate } from '../../src/waiter/request-rate.ts';

/** When requests begin if one is always waiting, with timers that may be late. */
function takeAll(perSecond: number, lateMs: () => number, forMs: number): number[] {
  const rate = createRequestRate(perSecond);
  const begun: number[] = [];
  for (let now = 0; now < forMs;) {
    const delayMs = rate.delayMs(now);
    if (delayMs > 0) {
      now += delayMs + lateMs();
      continue;
    }
    rate.take(now);
    begun.push(now);
  }
  return begun;
}

function countMost(begun: readonly number[], windowMs: number): number {
  return Math.max(
    ...begun.map((from) => begun.filter((at) => at >= from && at < from + windowMs).length),
  );
}

describe('the request rate', () => {
  it('begins the first request at once and spaces the others evenly', () => {
    expect(takeAll(10, () => 0, 500)).toEqual([0, 100, 200, 300, 400]);
  });

  it('allows no burst after a silence', () => {
    const rate = createRequestRate(10);
    rate.take(0);
    expect(rate.delayMs(60_000)).toBe(0);
    rate.take(60_000);
    expect(rate.delayMs(60_000)).toBe(100);
  });

  it('never exceeds the rate in any second, however late timers are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.infiniteStream(fc.nat(300)),
        (perSecond, late) => {
          const begun = takeAll(perSecond, () => Number(late.next().value), 3000);
          expect(countMost(begun, 1000)).toBeLessThanOrEqual(perSecond);
        },
      ),
    );
  });

  it('makes up for late timers at a high rate', () => {
    const begun = takeAll(1000, () => 1.5, 2000);
    expect(begun.length).toBeGreaterThan(1850);
    expect(countMost(begun, 1000)).toBeLessThanOrEqual(1000);
  });

  it('begins nothing during a pause', () => {
    const rate = createRequestRate(10);
    rate.slowDown(0, 3000);
    expect(rate.delayMs(1000)).toBe(2000);
    rate.slowDown(1000, 500);
    expect(rate.delayMs(1000)).toBe(2000);
    expect(rate.delayMs(3000)).toBe(0);
  });

  it.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])('does not pause for %d ms', (ms) => {
    const rate = createRequestRate(10);
    rate.slowDown(0, ms);
    expect(rate.delayMs(0)).toBe(0);
  });

  it('pauses for at most a minute, even if the service asks for more', () => {
    const rate = createRequestRate(10);
    rate.slowDown(0, 1e12);
    expect(rate.delayMs(0)).toBe(60_000);
  });

  it('halves once for requests that were throttled together, again for later ones, down to a minimum', () => {
    const rate = createRequestRate(32);
    rate.slowDown(0, 1000);
    rate.slowDown(10, 1000);
    rate.slowDown(999, 1);
    expect(rate.perSecondAt(1000)).toBe(16);
    for (let now = 1010; now < 50_000; now += 1000) rate.slowDown(now, 60_000);
    expect(rate.perSecondAt(50_000)).toBe(1);
  });

  it('recovers the full rate within a minute', () => {
    const rate = createRequestRate(10);
    rate.slowDown(0, 1000);
    expect(rate.perSecondAt(1000)).toBe(5);
    expect(rate.perSecondAt(16_000)).toBe(7.5);
    expect(rate.perSecondAt(31_000)).toBe(10);
    expect(rate.perSecondAt(600_000)).toBe(10);
  });

  it('continues when the clock is set back by an hour', () => {
    const rate = createRequestRate(10);
    rate.take(3_600_000);
    rate.slowDown(3_600_000, 2000);
    expect(rate.delayMs(0)).toBe(2000);
    expect(rate.delayMs(2000)).toBe(0);
  });
});
