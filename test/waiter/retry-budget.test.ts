import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRetryBudget, defaultRetryPolicy } from '../../src/waiter/retry-budget.ts';

describe('the retry budget', () => {
  it('is spent by failures in a row, and only those', () => {
    const budget = createRetryBudget({ clock: { now: () => 0 }, random: () => 0 });
    const record = (): boolean => budget.recordFailure() !== undefined;
    expect(Array.from({ length: 7 }, record)).not.toContain(false);
    budget.reset();
    expect(budget.failures).toBe(0);
    expect(Array.from({ length: 7 }, record)).not.toContain(false);
    expect(record()).toBe(false);
    expect(budget.failures).toBe(8);
  });

  it('counts its minutes from the first failure after a reset', () => {
    let now = 0;
    const budget = createRetryBudget({ clock: { now: () => now }, random: () => 0 });
    budget.recordFailure();
    now = 299_999;
    expect(budget.recordFailure()).toBeDefined();
    budget.reset();
    now = 300_000;
    expect(budget.recordFailure()).toBeDefined();
    now = 600_000;
    expect(budget.recordFailure()).toBeUndefined();
  });

  it('never gives a delay outside its limits', () => {
    const { minDelayMs, maxDelayMs, maxServerDelayMs } = defaultRetryPolicy;
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.option(fc.double())), random, (asked, drawn) => {
        const budget = createRetryBudget({ clock: { now: () => 0 }, random: () => drawn });
        for (const afterMs of asked) {
          const delayMs = budget.recordFailure(afterMs ?? undefined) ?? minDelayMs;
          expect(delayMs).toBeGreaterThanOrEqual(minDelayMs);
          expect(delayMs).toBeLessThanOrEqual(afterMs === null ? maxDelayMs : maxServerDelayMs);
        }
      }),
    );
  });
});
