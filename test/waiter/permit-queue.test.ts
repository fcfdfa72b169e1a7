import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPermitQueue, type Waiting } from '../../src/waiter/permit-queue.ts';

function waitingFor(preferredAt: number, untilAt = Infinity): Waiting {
  return { preferredAt, untilAt, begin: () => undefined, giveUp: () => undefined };
}

/** The rest of the queue, in order. */
function drain(queue: ReturnType<typeof createPermitQueue>): Waiting[] {
  const drained: Waiting[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) drained.push(next);
  return drained;
}

describe('the permit queue', () => {
  it('is ordered by preference, then by arrival, also after removals', () => {
    const one = fc.record({ preferredAt: fc.nat(5), leaves: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (plan) => {
        const queue = createPermitQueue();
        const all = plan.map(({ preferredAt }) => waitingFor(preferredAt));
        all.forEach(queue.add);
        const gone = all.filter((_waiting, index) => plan[index]?.leaves);
        gone.forEach(queue.remove);
        const staying = all.filter((waiting) => !gone.includes(waiting));
        expect(queue.size).toBe(staying.length);
        expect(drain(queue)).toEqual(staying.toSorted((a, b) => a.preferredAt - b.preferredAt));
        expect(queue.size).toBe(0);
      }),
    );
  });

  it('removes those that give up, and knows the next one', () => {
    const queue = createPermitQueue();
    const [soon, later, never] = [waitingFor(0, 100), waitingFor(0, 200), waitingFor(0)];
    [later, soon, never].forEach(queue.add);
    expect(queue.firstGivesUpAt).toBe(100);
    expect(queue.shiftExpired(99)).toEqual([]);
    expect(queue.shiftExpired(100)).toEqual([soon]);
    expect(queue.firstGivesUpAt).toBe(200);
    expect(queue.shiftExpired(1000)).toEqual([later]);
    expect(queue.firstGivesUpAt).toBe(Infinity);
    expect(drain(queue)).toEqual([never]);
  });

  it('forgets the times of removed ones', () => {
    const queue = createPermitQueue();
    const only = waitingFor(0, 100);
    queue.add(only);
    queue.remove(only);
    queue.remove(only);
    expect(queue.firstGivesUpAt).toBe(Infinity);
    queue.add(waitingFor(0, 300));
    expect(queue.firstGivesUpAt).toBe(300);
  });
});
