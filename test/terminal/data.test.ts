import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { formatJson, parseJson } from '../../src/base/json.ts';
import type { TaskEvent } from '../../src/operations/task-event.ts';
import { formatEventObject } from '../../src/terminal/data/event-object.ts';
import { formatTaskObject } from '../../src/terminal/data/task-object.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { buildResult, buildTask, createEvents, download, startTime } from './build-events.ts';
import { startReporter } from './start-reporter.ts';

const error = new SiemExportError('Throttling.User', 'unavailable', 'slow down', {
  hint: 'Later.',
  requestId: 'R1',
  retryable: true,
});

describe('the JSON object of a task', () => {
  it('has the elements of the answer word for word, then what the tool knows', () => {
    const answer = parseJson(
      '{"Id":400185,"Progress":"66","GmtCreate":"1605076118000","New":[1.50]}',
    );
    const task = {
      ...buildTask(),
      answer: answer as Record<string, never>,
      createdAt: 1_605_076_118_000,
    };
    expect(
      formatJson(formatTaskObject(buildResult({ task, download, linkExpiresAt: startTime }))),
    ).toBe(
      '{"Id":400185,"Progress":"66","GmtCreate":"1605076118000","New":[1.50],"Meta":{' +
        '"Schema":1,"Outcome":"succeeded","ExitCode":0,"ExportId":200013,"Region":"cn-hangzhou","RoleFor":null,' +
        '"CreatedAt":"2020-11-11T06:28:38.000Z","LinkExpiresAt":"2026-11-24T06:00:00.000Z","Polls":7,"ElapsedMs":69000,' +
        '"Download":{"Path":"/tmp/event_1193842352994186_1734488800.xlsx","Bytes":48200000,"ResumedFrom":0,' +
        '"Crc64":"11051210869376104954","Sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",' +
        '"Verified":"crc64","Skipped":false,"ReceiptPath":null},"Error":null}}',
    );
  });

  it('is there without an answer, and says what went wrong', () => {
    const result = buildResult({
      outcome: 'error',
      exit: 'unavailable',
      task: undefined,
      exportId: undefined,
      polls: 0,
      error,
    });
    expect(formatTaskObject(result)).toEqual({
      Meta: {
        Schema: 1,
        Outcome: 'error',
        ExitCode: 6,
        ExportId: null,
        Region: 'cn-hangzhou',
        RoleFor: null,
        CreatedAt: null,
        LinkExpiresAt: null,
        Polls: 0,
        ElapsedMs: 69_000,
        Download: null,
        Error: {
          Code: 'Throttling.User',
          Message: 'slow down',
          RequestId: 'R1',
          Hint: 'Later.',
          Retryable: true,
        },
      },
    });
  });

  it('keeps all digits of 64-bit ids', () => {
    const result = buildResult({ exportId: '9223372036854775807', roleFor: '9007199254740993' });
    expect(formatJson(formatTaskObject(result))).toContain(
      '"ExportId":9223372036854775807,"Region":"cn-hangzhou","RoleFor":9007199254740993,',
    );
  });

  it('has its own Meta where an answer brings one', () => {
    const task = { ...buildTask(), answer: { Meta: 'theirs', Id: 1 } };
    expect(formatTaskObject(buildResult({ task }))).toMatchObject({ Id: 1, Meta: { Schema: 1 } });
  });

  it('has null for a time that no calendar holds', () => {
    const task = buildTask({ createdAt: 8.64e15 + 1 });
    expect(formatTaskObject(buildResult({ task }))).toMatchObject({ Meta: { CreatedAt: null } });
  });
});

describe('an event', () => {
  const events = createEvents('200013');
  const at = '2026-11-24T06:00:01.000Z';
  const head = { Schema: 1, ExportId: 200013, RoleFor: null, At: at };
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
      { type: 'state', task: buildTask(), from: 'init', exportId: '200013', at: startTime + 1000 },
      { Event: 'state', State: 'running', ExportStatus: 'exporting', From: 'init' },
    ],
    [
      'a retry of a request',
      { type: 'api', event: retry, exportId: '200013', at: startTime + 1000 },
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
      'a download that starts anew',
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
    { type: 'result', result: buildResult(), at: 0 },
  ])('has no line for what is no part of the contract', (event) => {
    expect(formatEventObject(event)).toBeUndefined();
  });
});

describe('standard output', () => {
  const events = createEvents('200013');

  it('has one compact object a line when piped', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { json: true },
    });
    for (const exportId of ['1', '2']) reporter.result(buildResult({ exportId }));
    expect(stdout.lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { Meta: { ExportId: 1 } },
      { Meta: { ExportId: 2 } },
    ]);
  });

  it('has an indented object on a terminal', async () => {
    const stdout = new MemoryStream({ columns: 80, rows: 24 });
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { json: true },
    });
    reporter.result(buildResult());
    expect(stdout.text).toMatch(/^\{\n {2}"ExportStatus": "success",\n/);
  });

  it('has the events as they happen, a second of download in one, and the result last', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      output: { events: true },
    });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    for (let at = 0; at < 3000; at += 100) {
      reporter.event(
        events.transfer(at, { type: 'progress', receivedBytes: at, totalBytes: 5000 }),
      );
    }
    reporter.event(
      events.transfer(3000, { type: 'progress', receivedBytes: 5000, totalBytes: 5000 }),
    );
    reporter.event({ type: 'result', result: buildResult(), at: 0 });
    reporter.result(buildResult({ download }));
    const lines = stdout.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => line['Event'])).toEqual([
      'poll',
      'download',
      'download',
      'download',
      'download',
      'result',
    ]);
    expect(lines.map((line) => line['ReceivedBytes'])).toEqual([
      undefined,
      0,
      1000,
      2000,
      5000,
      undefined,
    ]);
    expect(lines.at(-1)).toMatchObject({
      ExportId: 200013,
      Result: { ExportStatus: 'success', Meta: { ExitCode: 0 } },
    });
  });

  it('has nothing of work that is told on stderr', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({ stderr: new MemoryStream(), stdout });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    reporter.result(buildResult());
    expect(stdout.text).toBe('');
  });
});
