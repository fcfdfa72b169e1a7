import { describe, expect, it } from 'vitest';
import { builtInScenarios, type ScenarioName } from '../../src/sandbox/built-in-scenarios.ts';
import { findScenario } from '../../src/sandbox/scenarios.ts';
import { prepareCall, send, type RawAnswer } from './api-client.ts';
import { withSandbox, type TestSandbox } from './with-sandbox.ts';

const id = { ExportId: '200013' };

describe('the scenario', () => {
  it('failed ends at 42 % with a failure', async () => {
    const sandbox = await play('failed');
    await sandbox.ask(id);
    sandbox.pass(5000);
    expect((await sandbox.ask(id)).elements).toMatchObject({
      ExportStatus: 'failed',
      Progress: 42,
    });
  });

  it('stalled never gets beyond 62 %', async () => {
    const sandbox = await play('stalled');
    await sandbox.ask(id);
    sandbox.pass(86_400_000);
    expect((await sandbox.ask(id)).elements).toMatchObject({
      ExportStatus: 'exporting',
      Progress: 62,
    });
  });

  it('throttled turns each second request away, and says for how long', async () => {
    const sandbox = await play('throttled');
    const answers = [await sandbox.ask(id), await sandbox.ask(id), await sandbox.ask(id)];
    expect(answers.map(({ elements }) => elements['Code'])).toEqual([
      'Throttling.User',
      undefined,
      'Throttling.User',
    ]);
    expect(answers[0]?.headers['x-acs-retry-after']).toBe('1000');
  });

  it('flaky fails in four ways on one side and in three on the other, and then works', async () => {
    const sandbox = await play('flaky');
    const asked: unknown[] = [];
    for (let poll = 0; poll < 7; poll++) asked.push(await outcomeOf(rawAsk(sandbox)));
    expect(asked).toEqual([200, 503, 'ECONNRESET', 200, 502, '{"RequestId":', 200]);
    sandbox.pass(8000);
    const link = await sandbox.linkOf('200013');
    const fetched: unknown[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      fetched.push(await outcomeOf(sandbox.fetch(link)));
    }
    expect(fetched).toEqual([503, 'ECONNRESET', 'ECONNRESET', 200]);
  });

  it('expired-link gives Links that die, before and in mid-download', async () => {
    const sandbox = await play('expired-link');
    const link = await finish(sandbox);
    expect(await outcomeOf(sandbox.fetch(link))).toBe(403);
    const second = await sandbox.linkOf('200013');
    expect(await outcomeOf(sandbox.fetch(second))).toBe('ECONNRESET');
    expect(await outcomeOf(sandbox.fetch(second))).toBe(403);
    expect(await outcomeOf(sandbox.fetch(await sandbox.linkOf('200013')))).toBe(200);
  });

  it('corrupt gives a file that differs from what the store holds', async () => {
    const sound = await play('default');
    const corrupt = await play('corrupt');
    const [a, b] = [
      await sound.fetch(await finish(sound)),
      await corrupt.fetch(await finish(corrupt)),
    ];
    expect(b.headers['x-oss-hash-crc64ecma']).toBe(a.headers['x-oss-hash-crc64ecma']);
    expect(b.body.equals(a.body)).toBe(false);
  });

  it('slow takes its time', async () => {
    const sandbox = await play('slow');
    const before = sandbox.now();
    await sandbox.ask(id);
    expect(sandbox.now() - before).toBe(1500);
  });

  it('clock-skew refuses a right date, and takes that of its Date header', async () => {
    const sandbox = await play('clock-skew');
    const refused = await sandbox.ask(id);
    expect(refused.elements['Code']).toBe('InvalidTimeStamp.Expired');
    const date = Date.parse(refused.headers.date ?? '');
    expect(date - sandbox.now()).toBe(1_200_000);
    expect((await sandbox.call({ parameters: id, date })).status).toBe(200);
  });

  it('large has a workbook of 256 MiB', () => {
    expect(findScenario('large')?.tasks).toMatchObject([{ id: '200013', sizeBytes: 2 ** 28 }]);
  });

  it('unknown-status passes through a status that no document names', async () => {
    const sandbox = await play('unknown-status');
    const seen = [];
    for (let poll = 0; poll < 3; poll++) {
      seen.push((await sandbox.ask(id)).elements['ExportStatus']);
      sandbox.pass(4000);
    }
    expect(seen).toEqual(['exporting', 'archiving', 'success']);
  });

  it('no-link succeeds without a Link', async () => {
    const sandbox = await play('no-link');
    await sandbox.ask(id);
    sandbox.pass(60_000);
    const { elements } = await sandbox.ask(id);
    expect(elements['ExportStatus']).toBe('success');
    expect('Link' in elements).toBe(false);
  });

  it('no-permission refuses to tell', async () => {
    const sandbox = await play('no-permission');
    expect((await sandbox.ask(id)).elements['Code']).toBe('NoPermission');
  });

  it('lost-create creates a task, and loses the answer', async () => {
    const sandbox = await play('lost-create');
    const options = {
      action: 'CreateExportTask',
      date: sandbox.now(),
      parameters: { ExportTaskType: 'incident_list' },
    };
    const created = send(sandbox.endpoint, prepareCall(sandbox.endpoint, options));
    expect(await outcomeOf(created)).toBe('ECONNRESET');
    expect((await sandbox.ask()).elements['Id']).toBe(500001);
  });

  it('hanging answers twice', async () => {
    const sandbox = await play('hanging');
    expect([(await sandbox.ask(id)).status, (await sandbox.ask(id)).status]).toEqual([200, 200]);
    const third = outcomeOf(rawAsk(sandbox));
    while (sandbox.requests.length < 3) await new Promise(setImmediate);
    await sandbox.close();
    expect(await third).toBe('ECONNRESET');
  });

  it('many has ten thousand tasks', async () => {
    const sandbox = await play('many');
    for (const [exportId, status] of [
      ['1', 200],
      ['10000', 200],
      ['10001', 404],
    ] as const) {
      expect((await sandbox.ask({ ExportId: exportId })).status).toBe(status);
    }
  });
});

function play(name: ScenarioName): Promise<TestSandbox> {
  return withSandbox(builtInScenarios[name].scenario);
}

/** @returns the Link of 200013 at its end */
async function finish(sandbox: TestSandbox): Promise<string> {
  await sandbox.ask(id);
  sandbox.pass(8000);
  return sandbox.linkOf('200013');
}

function rawAsk({ endpoint, now }: TestSandbox): Promise<RawAnswer> {
  return send(endpoint, prepareCall(endpoint, { date: now(), parameters: id }));
}

/** The status of an answer, its text where that is not a whole one, or the code of the failure. */
async function outcomeOf(request: Promise<RawAnswer>): Promise<unknown> {
  try {
    const { status, body } = await request;
    const text = body.toString('latin1');
    return status === 200 && text.startsWith('{') && !text.endsWith('}') ? text : status;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}
