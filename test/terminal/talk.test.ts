import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../src/base/errors.ts';
import { MemoryStream } from '../helpers/memory-streams.ts';
import { buildResult, buildTask, createEvents, startTime } from './build-events.ts';
import { startReporter } from './start-reporter.ts';

const events = createEvents('200013');
const link = 'https://bucket.oss-cn-shanghai.aliyuncs.com/event.xlsx?Expires=1&Signature=secret';
const failed = buildResult({
  outcome: 'failed',
  exit: 'task-failed',
  task: buildTask({ status: 'failed', progress: 45 }),
  error: new SiemExportError('TaskFailed', 'task-failed', 'the export failed', {
    hint: 'Start it again.',
    requestId: '9AAA9ED9',
  }),
});

describe('--quiet', () => {
  it('has neither progress nor notes nor the line of a good end', async () => {
    const stderr = new MemoryStream({ columns: 80, rows: 24 });
    const reporter = await startReporter({ stderr, output: { quiet: true } });
    reporter.event(events.started());
    reporter.event(events.poll(0));
    reporter.event({ type: 'unknown-status', status: 'x', at: 0 });
    reporter.note('a note');
    reporter.result(buildResult());
    reporter.close();
    expect(stderr.text).toBe('');
  });

  it('has errors still, and the command that goes on', async () => {
    const stderr = new MemoryStream();
    const reporter = await startReporter({ stderr, output: { quiet: true } });
    reporter.result(failed);
    reporter.resume('siem-export wait 200013');
    expect(stderr.lines).toEqual([
      '✖ 200013  the export failed',
      '  Start it again.',
      '  failed  45 %  7 polls  in 1:09  code TaskFailed  request id 9AAA9ED9',
      'siem-export wait 200013',
    ]);
  });
});

describe('--verbose', () => {
  it('shows each request and answer, and no secret', async () => {
    const stderr = new MemoryStream();
    const reporter = await startReporter({ stderr, output: { verbose: true } });
    const url = 'https://cloud-siem.cn-shanghai.aliyuncs.com/';
    const headers = {
      host: 'cloud-siem.cn-shanghai.aliyuncs.com',
      authorization: 'ACS3-HMAC-SHA256 Credential=AK,Signature=abc',
    };
    const request = {
      type: 'request',
      action: 'GetExportTask',
      method: 'POST',
      url,
      headers,
      body: 'ExportId=200013',
    } as const;
    reporter.event({ type: 'api', event: request, at: 0 });
    reporter.event({
      type: 'api',
      at: 0,
      event: {
        type: 'answer',
        action: 'GetExportTask',
        status: 200,
        requestId: 'R1',
        elapsedMs: 142.7,
        headers: { date: 'now' },
      },
    });
    reporter.event(
      events.transfer(0, { type: 'answer', status: 206, url: link, elapsedMs: 12, headers: {} }),
    );
    reporter.event({
      type: 'api',
      event: { type: 'credentials-renewed', source: 'profile "prod"' },
      at: 0,
    });
    expect(stderr.lines).toEqual([
      '> POST https://cloud-siem.cn-shanghai.aliyuncs.com/  GetExportTask',
      '> host: cloud-siem.cn-shanghai.aliyuncs.com',
      '> authorization: ***',
      '> ExportId=200013',
      '< 200  GetExportTask  request id R1  143 ms',
      '< date: now',
      '< 206  https://bucket.oss-cn-shanghai.aliyuncs.com/event.xlsx?***  12 ms',
      '* credentials renewed: profile "prod"',
    ]);
  });
});

describe('a status that is the answer', () => {
  const task = buildTask({
    status: 'success',
    exportId: '400185',
    link,
    createdAt: startTime - 3 * 60_000,
  });

  async function show(columns: number | undefined, showLink = false) {
    const stdout = new MemoryStream(columns === undefined ? undefined : { columns, rows: 24 });
    const stderr = new MemoryStream();
    const reporter = await startReporter({
      stderr,
      stdout,
      stdoutHolds: 'status',
      output: { showLink, color: false },
    });
    reporter.event(events.started());
    reporter.result(buildResult({ task, linkExpiresAt: startTime + 7_200_000 }));
    expect(stderr.text).toBe('');
    return stdout.lines;
  }

  it('is an aligned block on stdout, the Link without its query', async () => {
    expect(await show(undefined)).toEqual([
      'id           200013',
      'response id  400185',
      'status       success',
      'progress     62 %',
      'type         incident_list',
      'file         event_1193842352994186_1734488800.xlsx',
      expect.stringMatching(/^created {6}20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \(3 minutes ago\)$/),
      'link         https://bucket.oss-cn-shanghai.aliyuncs.com/event.xlsx?***',
      expect.stringMatching(/^expires {6}20\d\d-\d\d-\d\d \d\d:\d\d:\d\d \(in 2 hours\)$/),
      'request id   9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
    ]);
  });

  it('has the whole Link with --show-link', async () => {
    expect(await show(undefined, true)).toContain(`link         ${link}`);
  });

  it('puts what does not fit beside its name below it, at 40 columns', async () => {
    const lines = await show(40);
    expect(lines).toContain('  9AAA9ED9-78F4-5021-86DC-D51C7511B1A2');
    expect(lines.filter((line) => line.length > 40)).toEqual([
      '  https://bucket.oss-cn-shanghai.aliyuncs.com/event.xlsx?***',
    ]);
  });

  it('has an empty line between two tasks', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({
      stderr: new MemoryStream(),
      stdout,
      stdoutHolds: 'status',
    });
    for (const exportId of ['1', '2']) reporter.result(buildResult({ exportId }));
    expect(stdout.lines.filter((line) => line === '')).toHaveLength(1);
  });

  it('is an error on stderr where there was no answer', async () => {
    const stdout = new MemoryStream();
    const stderr = new MemoryStream();
    const reporter = await startReporter({ stderr, stdout, stdoutHolds: 'status' });
    reporter.result({ ...failed, outcome: 'error', task: undefined });
    expect(stdout.text).toBe('');
    expect(stderr.lines).toEqual([
      '✖ 200013  the export failed',
      '  Start it again.',
      '  code TaskFailed  request id 9AAA9ED9',
    ]);
  });
});

describe('a stream whose reader goes away', () => {
  it('is told, and ends nothing by itself', async () => {
    const stdout = new MemoryStream();
    const reporter = await startReporter({ stderr: new MemoryStream(), stdout });
    const error = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(reporter.closed.aborted).toBe(false);
    stdout.destroy(error);
    await new Promise(setImmediate);
    expect(reporter.closed.reason).toBe(error);
    reporter.result(buildResult());
    await new Promise(setImmediate);
  });
});

describe('the language', () => {
  it('follows the locale', async () => {
    const stderr = new MemoryStream();
    const reporter = await startReporter({ stderr, env: { LANG: 'zh_CN.UTF-8' } });
    reporter.result(buildResult());
    reporter.resume('siem-export wait 1');
    expect(stderr.lines).toEqual([
      '✔ 200013  成功  event_1193842352994186_1734488800.xlsx  用时 1:09',
      '如需继续，请运行：',
      'siem-export wait 1',
    ]);
  });
});
