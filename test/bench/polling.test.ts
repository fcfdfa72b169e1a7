import { describe, expect, it } from 'vitest';
import { adaptive, fixed5s } from './polling-policies.ts';
import { furtherShapes, shapes } from './polling-shapes.ts';
import { compare, simulateAll } from './polling-simulation.ts';

describe.each([
  ['the shapes of the goal', shapes],
  ['further shapes', furtherShapes],
])('over %s', (_title, set) => {
  const { byShape, overall } = compare(
    simulateAll(adaptive, set, 150),
    simulateAll(fixed5s, set, 150),
  );

  it('the adaptive schedule has at most half the delay of a fixed 5 s', () => {
    expect(overall.delayMs).toBeLessThanOrEqual(0.5);
  });

  it('and at most half the requests', () => {
    expect(overall.requests).toBeLessThanOrEqual(0.5);
  });

  it.each([...byShape])('and is not later for: %s', (_name, { delayMs }) => {
    expect(delayMs).toBeLessThanOrEqual(1);
  });
});
