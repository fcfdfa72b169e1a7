import { parseScenario, type Scenario } from './scenario.ts';

/** The built-in scenarios as they would stand in a file. In each, 200013 is the task to ask for. */
const written = {
  default: {
    description: '200013 runs for eight seconds; 400185 is the documented example.',
  },
  failed: {
    description: 'The export fails at 42 %.',
    tasks: [
      {
        id: 200013,
        durationMs: 5000,
        progress: [0, 4, 9, 17, 22, 28, 33, 35, 40, 42],
        finalStatus: 'failed',
        finalProgress: 42,
      },
    ],
  },
  stalled: {
    description: 'The export gets to 62 %, and no further.',
    tasks: [{ id: 200013, durationMs: 8000, stallAtProgress: 62 }],
  },
  throttled: {
    description: 'Too many requests: each second one is turned away.',
    faults: [
      {
        on: 'GetExportTask',
        every: 2,
        answer: { code: 'Throttling.User' },
        headers: { 'x-acs-retry-after': '1000' },
      },
    ],
  },
  flaky: {
    description: 'Everything that can go wrong for a while, does; patience is rewarded.',
    faults: [
      { on: 'GetExportTask', after: 1, times: 1, answer: { code: 'ServiceUnavailable' } },
      { on: 'GetExportTask', after: 2, times: 1, reset: 'before' },
      {
        on: 'GetExportTask',
        after: 4,
        times: 1,
        answer: { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
      },
      {
        on: 'GetExportTask',
        after: 5,
        times: 1,
        answer: { body: '{"RequestId":', contentType: 'application/json' },
      },
      { on: 'store', times: 1, answer: { code: 'ServiceUnavailable' } },
      { on: 'store', after: 1, times: 1, reset: 20_000 },
      { on: 'store', after: 2, times: 1, truncateAfterBytes: 10_000 },
    ],
  },
  'expired-link': {
    description: 'The Link has expired when it is used, and its successor dies in mid-download.',
    faults: [
      { on: 'store', times: 1, expireLinks: true },
      { on: 'store', after: 1, times: 1, truncateAfterBytes: 20_000 },
      { on: 'store', after: 2, times: 1, expireLinks: true },
    ],
  },
  corrupt: {
    description: 'A bit is turned over on the way, in each download.',
    faults: [{ on: 'store', corruptAtByte: 12_345 }],
  },
  slow: {
    description: 'A slow service and a slow store.',
    tasks: [{ id: 200013, durationMs: 30_000, sizeBytes: 4_000_000 }],
    faults: [
      { on: 'GetExportTask', delayMs: 1500 },
      { on: 'store', delayMs: 1000, bytesPerSecond: 400_000 },
    ],
  },
  'clock-skew': {
    description: "The server's clock is 20 minutes ahead.",
    clockOffsetMs: 1_200_000,
  },
  large: {
    description: 'A workbook of 256 MiB.',
    tasks: [{ id: 200013, durationMs: 8000, sizeBytes: 268_435_456 }],
  },
  'unknown-status': {
    description: 'A status that no document names, in mid-export.',
    tasks: [
      {
        id: 200013,
        statuses: [
          { afterMs: 0, status: 'exporting' },
          { afterMs: 3000, status: 'archiving' },
        ],
      },
    ],
  },
  'no-link': {
    description: 'The export succeeds, and there is no Link.',
    tasks: [{ id: 200013, durationMs: 3000, elements: { Link: null } }],
  },
  'no-permission': {
    description: 'The RAM user may not read export tasks.',
    faults: [{ on: 'GetExportTask', answer: { code: 'NoPermission' } }],
  },
  'lost-create': {
    description: 'The task is created, but the answer never arrives.',
    faults: [{ on: 'CreateExportTask', times: 1, reset: 'after' }],
  },
  hanging: {
    description: 'The third request and all later ones are never answered.',
    faults: [{ on: 'GetExportTask', after: 2, hang: true }],
  },
  many: {
    description: 'Ten thousand tasks, 1 to 10000, that take 2 to 60 seconds.',
    tasks: [{ from: 1, to: 10_000, durationMs: [2000, 60_000], rows: 20 }, { id: 200013 }],
  },
} as const;

/** The built-in scenarios, by their names. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(
  Object.entries(written).map(([name, value]) => [name, parseScenario(value, name)]),
);

/** What the sandbox does unless it is told otherwise. */
export const defaultScenario: Scenario = parseScenario(written.default, 'default');
