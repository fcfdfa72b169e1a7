import { describe, expect, it } from 'vitest';
import type { TaskEvent } from '../../src/operations/task-event.ts';
import { formatEventObject } from '../../src/terminal/data/event-object.ts';
import { buildTask, createEvents, startTime } from './build-events.ts';

describe('an event', () => {
  const events = createEvents('200013');
  const at = '2026-11-24T06:00:01.000Z';
  const head = { Schema: 1, ExportId: 200013, Ref: 'cn-hangzhou/200013', RoleFor: null, At: at };
  const failure = { failures: 1, maxFailures: 8, delayMs: 900, code: 'C', message: 'M' };
  const retry = { type: 'retry', ...failure } as const;

  it.each<[string, TaskEvent, object]>([
    [
      'a poll',
      events.poll(1000, {}, 9000),
      {
        Event: 'poll',
        Poll: 1,
        ExportStatus: 'exporting',
        Progress: 62,
        EstimatedEndAt: '2026-11-24T06:00:10.000Z',
        RequestId: '9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
      },
    ],
    [
      'a state',
      {
        type: 'state',
        task: buildTask(),
        from: 'init',
        exportId: '200013',
        region: 'cn-hangzhou',
        at: startTime + 1000,
      },
      { Event: 'state', State: 'running', ExportStatus: 'exporting', From: 'init' },
    ],
    [
      'a retry of a request',
      {
        type: 'api',
        event: retry,
        exportId: '200013',
        region: 'cn-hangzhou',
        at: startTime + 1000,
      },
      {
        Event: 'retry',
        Of: 'api',
        Failures: 1,
        MaxFailures: 8,
        DelayMs: 900,
        Code: 'C',
        Message: 'M',
      },
    ],
    [
      'a retry of a download',
      events.transfer(1000, retry),
      {
        Event: 'retry',
        Of: 'download',
        Failures: 1,
        MaxFailures: 8,
        DelayMs: 900,
        Code: 'C',
        Message: 'M',
      },
    ],
    [
      'the start of a download',
      events.transfer(1000, { type: 'started', path: null, totalBytes: 9, resumedFrom: 3 }),
      { Event: 'download', Phase: 'started', Path: null, TotalBytes: 9, ResumedFrom: 3 },
    ],
    [
      'progress of a download',
      events.transfer(1000, { type: 'progress', receivedBytes: 4, totalBytes: null }),
      { Event: 'download', Phase: 'progress', ReceivedBytes: 4, TotalBytes: null },
    ],
    [
      'a download that starts over',
      events.transfer(1000, { type: 'restarted', reason: 'r' }),
      { Event: 'download', Phase: 'restarted', Reason: 'r' },
    ],
    [
      'a new Link',
      events.transfer(1000, { type: 'link-renewed' }),
      { Event: 'download', Phase: 'link-renewed' },
    ],
    [
      'the check of a file',
      events.transfer(1000, { type: 'verifying' }),
      { Event: 'download', Phase: 'verifying' },
    ],
  ])('tells of %s', (_, event, expected) => {
    expect(formatEventObject(event)).toEqual({ ...head, ...expected });
  });

  it.each<TaskEvent>([
    events.started(),
    { type: 'unknown-status', status: 'x', at: 0 },
    {
      type: 'api',
      event: { type: 'answer', action: 'A', status: 200, elapsedMs: 1, headers: {} },
      at: 0,
    },
  ])('has no line for what is no part of the contract', (event) => {
    expect(formatEventObject(event)).toBeUndefined();
  });
});
