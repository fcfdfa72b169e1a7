import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';

function catchError(scenario: unknown): UsageError {
  try {
    parseScenario(scenario, 'mine.json');
  } catch (error) {
    if (error instanceof UsageError) return error;
  }
  throw new Error('the scenario was taken');
}

describe('what is wrong in a scenario', () => {
  it.each<[string, unknown]>([
    ['a key that is none', { taks: [] }],
    ['no object', []],
    ['a list that is none', { tasks: 1 }],
    ['an id', { tasks: [{ id: 'x' }] }],
    ['a range', { tasks: [{ from: 2, to: 1 }] }],
    ['a duration', { tasks: [{ id: 1, durationMs: 'soon' }] }],
    ['a progress', { tasks: [{ id: 1, progress: 'up' }] }],
    ['a size', { tasks: [{ id: 1, sizeBytes: 1 }] }],
    ['rows', { tasks: [{ id: 1, rows: 0 }] }],
    ['elements', { tasks: [{ id: 1, elements: [] }] }],
    ['a fault that does nothing', { faults: [{ on: 'store' }] }],
    ['a fault of the store', { faults: [{ on: 'GetExportTask', noRanges: true }] }],
    ['a reset', { faults: [{ on: 'store', reset: 'now' }] }],
    ['a status', { faults: [{ on: 'store', answer: { status: 1 } }] }],
    ['two bodies', { faults: [{ on: 'store', answer: { body: 'a', json: 1 } }] }],
    ['what is missing', { faults: [{ noLength: true }] }],
    ['a clock', { clockOffsetMs: 0.5 }],
  ])('is said in the language of the reader: %s', (_what, scenario) => {
    const error = catchError(scenario);
    const chinese = error.textIn('zh').message;
    expect(error.textIn('en').message).toMatch(/allowed is/);
    // Names, values and words as they are to be written stay; all sentences are Chinese.
    expect(chinese).toMatch(/允许的是：.*\p{Script=Han}/u);
    expect(chinese).not.toMatch(/ (?:is|of|or|with|not|there) /);
    expect(error.message).toBe(error.textIn('en').message);
  });
});
