import { createProgressHistory, recordResponse } from '../../src/waiter/progress-history.ts';
import type { Schedule } from '../../src/waiter/schedule.ts';
import type { Course, Shape, Shapes } from './polling-shapes.ts';

/** A way to poll; made anew for each task. */
export type Policy = (random: () => number) => Schedule;

export interface Cost {
  /** From the end of a task until the answer that tells it, mean over tasks. */
  readonly delayMs: number;
  /** Mean over tasks. */
  readonly requests: number;
}

export interface Comparison {
  /** Each shape's cost, as ratios to the base's. */
  readonly byShape: ReadonlyMap<string, Cost>;
  /** The sums over all shapes, as ratios to the base's. */
  readonly overall: Cost;
}

/** A request takes that long; the service looks at the task half way. */
const requestMs = 100;
const shortestMs = 2000;
const longestMs = 2 * 3_600_000;

/** Tasks of 2 s to 2 h, log-uniform; progress in whole per cent. The same seed gives the same tasks. */
export function simulate(policy: Policy, shape: Shape, tasks: number, seed: number): Cost {
  const random = createRandom(seed);
  const jitter = createRandom(seed + 1);
  let delayMs = 0;
  let requests = 0;
  for (let index = 0; index < tasks; index++) {
    const durationMs = shortestMs * (longestMs / shortestMs) ** ((index + random()) / tasks);
    const task = follow(policy(jitter), shape(random), durationMs);
    delayMs += task.delayMs / tasks;
    requests += task.requests / tasks;
  }
  return { delayMs, requests };
}

function follow(schedule: Schedule, course: Course, durationMs: number): Cost {
  let history = createProgressHistory(0);
  for (let now = 0, requests = 1; ; requests++) {
    const at = (now + requestMs / 2) / durationMs;
    now += requestMs;
    if (at >= 1) return { delayMs: now - durationMs, requests };
    history = recordResponse(history, { at: now, progress: toWhole(course(at)) });
    now += schedule.plan(history).delayMs;
  }
}

/** A course that reaches 0.29 by way of binary fractions has still reached 29 %. */
function toWhole(progress: number | undefined): number | undefined {
  return progress === undefined ? undefined : Math.floor(progress + 1e-9);
}

export function compare(
  costs: ReadonlyMap<string, Cost>,
  base: ReadonlyMap<string, Cost>,
): Comparison {
  const byShape = new Map(
    [...costs].map(([name, cost]) => [name, divide(cost, base.get(name) ?? cost)] as const),
  );
  return { byShape, overall: divide(add(costs), add(base)) };
}

export function simulateAll(
  policy: Policy,
  shapes: Shapes,
  tasks: number,
): ReadonlyMap<string, Cost> {
  const entries = Object.entries(shapes);
  return new Map(
    entries.map(([name, shape], i) => [name, simulate(policy, shape, tasks, 1000 * i)]),
  );
}

function add(costs: ReadonlyMap<string, Cost>): Cost {
  const all = [...costs.values()];
  return {
    delayMs: all.reduce((sum, cost) => sum + cost.delayMs, 0),
    requests: all.reduce((sum, cost) => sum + cost.requests, 0),
  };
}

function divide(cost: Cost, by: Cost): Cost {
  return { delayMs: cost.delayMs / by.delayMs, requests: cost.requests / by.requests };
}

/** mulberry32: uniform in [0, 1), the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
