import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/sandbox/scenario.ts';
import type { TaskShape } from '../../../src/sandbox/schema/task-schema.ts';
import { chooseDuration, observeTask } from '../../../src/sandbox/tasks/progress.ts';

const shapes = ['linear', 'front-loaded', 'back-loaded', 'uneven', 'steps', 'stuck', 'jump'];
const durationMs = 10_000;

describe('the progress of a task', () => {
  it.each([
    ['linear', [0, 25, 50, 75]],
    ['front-loaded', [0, 43, 75, 93]],
    ['back-loaded', [0, 6, 25, 56]],
    ['steps', [0, 20, 40, 60]],
    ['stuck', [0, 50, 99, 99]],
    ['jump', [0, 0, 0, 0]],
    [
      [5, 120, -3, 40],
      [5, 120, -3, 40],
    ],
  ])('is %j', (progress, expected) => {
    const seen = [0, 2500, 5000, 7500].map(
      (elapsedMs) => observe({ progress }, elapsedMs).progress,
    );
    expect(seen).toEqual(expected);
  });

  it('never falls, stays below 100 and says nothing of a Link before the end, in any shape', () => {
    const times = fc.tuple(
      fc.integer({ min: 0, max: durationMs - 1 }),
      fc.integer({ min: 0, max: durationMs - 1 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...shapes), times, fc.string(), (progress, [a, b], seed) => {
        const earlier = observe({ progress }, Math.min(a, b), seed);
        const later = observe({ progress }, Math.max(a, b), seed);
        expect(earlier.progress).toBeLessThanOrEqual(later.progress);
        expect(later.progress).toBeLessThan(100);
        expect(later).toMatchObject({ status: 'exporting', hasLink: false });
      }),
    );
  });

  it('is 100 at the end, or what the scenario says', () => {
    expect(observe({}, durationMs)).toEqual({ status: 'success', progress: 100, hasLink: true });
    expect(observe({ finalProgress: 66 }, durationMs).progress).toBe(66);
  });

  it('stops where the scenario says, and then the task never ends', () => {
    const moment = observe({ progress: 'linear', stallAtProgress: 62 }, 1e9);
    expect(moment).toEqual({ status: 'exporting', progress: 62, hasLink: false });
  });

  it('has another status when the scenario says so', () => {
    const statuses = [
      { afterMs: 0, status: 'init' },
      { afterMs: 2000, status: 'archiving' },
    ];
    const seen = [0, 1999, 2000, durationMs].map((at) => observe({ statuses }, at).status);
    expect(seen).toEqual(['init', 'init', 'archiving', 'success']);
  });

  it('ends without a Link in any other status than success', () => {
    const moment = observe({ finalStatus: 'failed', finalProgress: 42 }, durationMs);
    expect(moment).toEqual({ status: 'failed', progress: 42, hasLink: false });
  });

  it('has its Link later when the scenario says so', () => {
    const seen = [0, 2999, 3000].map(
      (late) => observe({ linkDelayMs: 3000 }, durationMs + late).hasLink,
    );
    expect(seen).toEqual([false, false, true]);
  });
});

describe('the duration of a task', () => {
  it('lies within the range of the scenario, is the same for the same task, and differs between tasks', () => {
    const shape = shapeOf({ durationMs: [2000, 60_000] });
    const all = Array.from({ length: 200 }, (_, id) => chooseDuration(shape, String(id)));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...all)).toBeLessThanOrEqual(60_000);
    expect(new Set(all).size).toBeGreaterThan(190);
    expect(chooseDuration(shape, '7')).toBe(all[7]);
  });
});

function shapeOf(written: object): TaskShape {
  return parseScenario({ created: written }, 'the test').created;
}

function observe(written: object, elapsedMs: number, seed = 'seed') {
  return observeTask({ shape: shapeOf(written), durationMs, seed }, elapsedMs);
}
