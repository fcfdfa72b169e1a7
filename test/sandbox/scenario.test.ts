import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/base/errors.ts';
import { parseJson } from '../../src/base/json.ts';
import { parseScenario } from '../../src/sandbox/scenario.ts';

describe('a scenario', () => {
  it('may be empty: it then has the tasks of the default one', () => {
    const { tasks, faults, members, clockOffsetMs } = parseScenario({}, 'the test');
    expect(tasks.map(({ id }) => id)).toEqual(['400185', '200013']);
    expect(tasks[1]).toMatchObject({ durationMs: 8000, region: 'cn-hangzhou', linkForm: 'v1' });
    expect({ faults, members: members.length, clockOffsetMs }).toEqual({
      faults: [],
      members: 3,
      clockOffsetMs: 0,
    });
  });

  it('takes ids as numbers and as texts, without rounding them', () => {
    const text = '{"tasks":[{"id":9007199254740993},{"id":"9007199254740995"},{"id":7}]}';
    const { tasks } = parseScenario(parseJson(text), 'the test');
    expect(tasks.map(({ id }) => id)).toEqual(['9007199254740993', '9007199254740995', '7']);
  });

  it.each<[string, unknown]>([
    ['the scenario: [] is not allowed; allowed is an object with description, account', []],
    ['the scenario: null is not allowed', null],
    ['task: there is no such key; allowed is an object with description, account', { task: [] }],
    ['tasks: {} is not allowed; allowed is a list of tasks', { tasks: {} }],
    [
      'tasks[0].id: -1 is not allowed; allowed is a positive 64-bit integer',
      { tasks: [{ id: -1 }] },
    ],
    ['tasks[0].id: 9223372036854776000 is not allowed', { tasks: [{ id: 9223372036854775808 }] }],
    ['tasks[0]: allowed is a task with an id, or with from and to', { tasks: [{}] }],
    ['tasks[0]: allowed is a task', { tasks: [{ from: 9, to: 1 }] }],
    ['tasks[0]: allowed is a task', { tasks: [{ id: 1, from: 1, to: 2 }] }],
    [
      'tasks[1].durationMs: "8s" is not allowed; allowed is a whole number of milliseconds, or two',
      { tasks: [{ id: 1 }, { id: 2, durationMs: '8s' }] },
    ],
    ['tasks[0].durationMs: -1 is not allowed', { tasks: [{ id: 1, durationMs: -1 }] }],
    [
      'tasks[0].progress: "fast" is not allowed; allowed is linear, front-loaded',
      { tasks: [{ id: 1, progress: 'fast' }] },
    ],
    [
      'tasks[0].linkForm: "v3" is not allowed; allowed is v1, v2, v4, s3, unsigned',
      { tasks: [{ id: 1, linkForm: 'v3' }] },
    ],
    [
      'tasks[0].region: "cn-shanghai" is not allowed; allowed is cn-hangzhou, ap-southeast-1',
      { tasks: [{ id: 1, region: 'cn-shanghai' }] },
    ],
    [
      'tasks[0].sizeBytes: 100 is not allowed; allowed is a whole number of bytes, 16384',
      { tasks: [{ id: 1, sizeBytes: 100 }] },
    ],
    [
      'tasks[0].statuses[0].status is missing; allowed is',
      { tasks: [{ id: 1, statuses: [{ afterMs: 0 }] }] },
    ],
    [
      'created.rows: 0 is not allowed; allowed is a whole number, 1 or more',
      { created: { rows: 0 } },
    ],
    ['clockOffsetMs: 1.5 is not allowed', { clockOffsetMs: 1.5 }],
    [
      'faults[0].on: "API" is not allowed; allowed is GetExportTask, CreateExportTask, store',
      { faults: [{ on: 'API', hang: true }] },
    ],
    [
      'faults[0]: allowed is a fault that does something: at least one of delayMs',
      { faults: [{ on: 'store' }] },
    ],
    [
      'faults[0]: allowed is corruptAtByte, replaceObject, expireLinks, noRanges with "on": "store" only',
      { faults: [{ on: 'GetExportTask', noRanges: true }] },
    ],
    [
      'faults[0].reset: "now" is not allowed; allowed is before, after, or a number of bytes',
      { faults: [{ on: 'store', reset: 'now' }] },
    ],
    [
      'faults[0].answer: allowed is at most one of code',
      { faults: [{ on: 'store', answer: { code: 'X', body: 'y' } }] },
    ],
    [
      'faults[0].answer.status: 42 is not allowed; allowed is an HTTP status, 200 to 599',
      { faults: [{ on: 'store', answer: { status: 42 } }] },
    ],
    [
      'faults[0].headers.x-a: 1 is not allowed',
      { faults: [{ on: 'store', headers: { 'x-a': 1 } }] },
    ],
  ])('is refused with "%s"', (message, value) => {
    const parse = () => parseScenario(value, 'my.json');
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow('my.json: ');
    expect(parse).toThrow(message);
  });

  it('is refused without control characters in the message', () => {
    const parse = () => parseScenario({ '\u001b[2J': 1 }, 'my.json');
    expect(parse).toThrow('my.json: ?[2J: there is no such key');
  });
});
