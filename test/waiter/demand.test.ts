import { describe, expect, it } from 'vitest';
import { createDemand } from '../../src/waiter/demand.ts';

describe('the demand of many waits', () => {
  it('leaves intervals as they are while all together ask for less than is allowed', () => {
    const demand = createDemand(() => 10);
    const claims = Array.from({ length: 9 }, () => demand.enter(1000));
    expect(claims.map((claim) => claim.stretch(1000))).toEqual(Array(9).fill(1000));
  });

  it('stretches all by the same factor, so that the urgent stays before the rest', () => {
    const demand = createDemand(() => 10);
    const urgent = demand.enter(1000);
    const others = Array.from({ length: 1000 }, () => demand.enter(1000));
    for (const other of others) other.stretch(10_000);
    // 101 requests a second are asked for, 9 of 10 may be used.
    expect(urgent.stretch(1000)).toBeCloseTo((1000 * 101) / 9, 6);
    expect(others[0]?.stretch(10_000)).toBeCloseTo((10_000 * 101) / 9, 6);
  });

  it('counts those whose first poll is still to come', () => {
    const demand = createDemand(() => 10);
    const [first] = Array.from({ length: 90 }, () => demand.enter(1000));
    expect(first?.stretch(1000)).toBeCloseTo(10_000, 6);
  });

  it('follows the capacity as it shrinks and grows', () => {
    let capacity = 10;
    const claim = createDemand(() => capacity).enter(1000);
    expect(claim.stretch(1000)).toBe(1000);
    capacity = 0.5;
    expect(claim.stretch(1000)).toBeCloseTo(1000 / 0.45, 6);
    capacity = Infinity;
    expect(claim.stretch(1000)).toBe(1000);
  });

  it('forgets a wait that is over', () => {
    const demand = createDemand(() => 1);
    const claims = Array.from({ length: 100 }, () => demand.enter(1000));
    for (const claim of claims) claim.stretch(1000);
    for (const claim of claims.slice(1)) claim.leave();
    for (const claim of claims.slice(1)) claim.leave();
    expect(claims[0]?.stretch(2000)).toBeCloseTo(2000, 6);
  });
});
