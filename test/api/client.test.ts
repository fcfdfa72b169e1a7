import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DeadlineReachedError } from '../../src/base/deadline.ts';
import { createLimiter } from '../../src/waiter/limiter.ts';
import {
  createTestClient,
  createTestCredentials,
  testCredentials,
} from '../helpers/api-test-client.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { startServer } from '../helpers/with-server.ts';
import {
  respondGood,
  get,
  respondError,
  region,
  startScript,
  startSilence,
} from './scripted-api.ts';

const signal = new AbortController().signal;

describe('a call', () => {
  it('sends what the API documents, parameters sorted and percent-encoded', async () => {
    const server = await startScript(respondGood);
    const client = createTestClient(server.url);
    await client.getExportTask({ ...get, lang: 'zh', roleFor: '113091674488' }, { signal });
    const parameter = `{"IncidentName":"告警 é 😀 + & = % ' ( ) * ~"}`;
    await client.createExportTask(
      { exportType: 'incident_list', parameter, region: 'ap-southeast-1' },
      { signal },
    );
    const [first, second] = server.received;
    expect(first).toMatchObject({
      method: 'POST',
      url: '/',
      body: 'ExportId=200013&Lang=zh&RegionId=cn-hangzhou&RoleFor=113091674488',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'siem-export/test',
        'x-acs-action': 'GetExportTask',
        'x-acs-version': '2024-12-12',
      },
    });
    expect(second?.headers['x-acs-action']).toBe('CreateExportTask');
    expect(second?.body).toBe(
      "ExportTaskParameter=%7B%22IncidentName%22%3A%22%E5%91%8A%E8%AD%A6%20%C3%A9%20%F0%9F%98%80%20%2B%20%26%20%3D%20%25%20'%20(%20)%20*%20~%22%7D&ExportTaskType=incident_list&RegionId=ap-southeast-1",
    );
  });

  it('omits an absent id', async () => {
    const server = await startScript(respondGood);
    await createTestClient(server.url).getExportTask({ region }, { signal });
    expect(server.received[0]?.body).toBe('RegionId=cn-hangzhou');
  });

  it('reports requests, responses and retries, with secrets masked', async () => {
    const server = await startScript(
      respondError('Throttling.User', 400, { 'x-acs-retry-after': '700' }),
      respondGood,
    );
    const keys = { ...testCredentials, securityToken: 'CAISsecret+token/==' };
    const client = createTestClient(server.url, { credentials: createTestCredentials(keys) });
    await client.getExportTask(get, { signal });
    expect(client.events.map(({ type }) => type)).toEqual([
      'request',
      'answer',
      'retry',
      'request',
      'answer',
    ]);
    expect(client.events[1]).toMatchObject({ status: 400, requestId: 'R-bad' });
    expect(client.events[2]).toMatchObject({ failures: 1, delayMs: 700, code: 'Throttling.User' });
    expect(client.events[0]).toMatchObject({
      url: `${server.url}/`,
      headers: { authorization: '***', 'x-acs-security-token': '***' },
    });
    const printed = inspect(client.events, { depth: 9 });
    expect(printed).not.toContain(keys.securityToken);
    expect(printed).not.toContain(keys.accessKeySecret);
  });

  it('reports the task of each event, also with many requests in flight', async () => {
    const server = await startServer((request, response, raw) => {
      const isFirst = server.received.filter(({ body }) => body === request.body).length === 1;
      (isFirst ? respondError('InternalError', 500) : respondGood)(request, response, raw);
    });
    const client = createTestClient(server.url);
    await Promise.all([
      client.getExportTask({ exportId: '1', region, roleFor: '11' }, { signal }),
      client.getExportTask({ exportId: '2', region, roleFor: '22' }, { signal }),
      client.getExportTask({ exportId: '3', region }, { signal }),
    ]);
    for (const [exportId, roleFor] of [['1', '11'], ['2', '22'], ['3']]) {
      const told = client.events.filter((event) => event.exportId === exportId);
      expect(told.map(({ type }) => type)).toEqual([
        ...['request', 'answer', 'retry', 'request', 'answer'],
      ]);
      expect(new Set(told.map((event) => event.roleFor))).toEqual(new Set([roleFor]));
    }
    expect(client.events).toHaveLength(15);
  });

  it('uses a given permit for the first attempt only, and takes further ones itself', async () => {
    const server = await startScript(respondError('ServiceUnavailable', 503), respondGood);
    const limiter = createLimiter({
      concurrency: 1,
      perSecond: 1000,
      clock: createScaledClock(1000),
    });
    const permit = await limiter.take({ signal });
    const client = createTestClient(server.url, { limiter });
    // With a single permit, the second attempt waits until the first one has released it.
    await client.getExportTask(get, { signal, permit });
    expect(server.received).toHaveLength(2);
    await expect(limiter.run(signal, () => Promise.resolve('free'))).resolves.toBe('free');
  });

  it('ends at its deadline, also while it waits for a response', async () => {
    const { server, clock } = await startSilence();
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    const call = client.getExportTask(get, { signal, deadlineAt: clock.now() + 20_000 });
    await expect(call).rejects.toBeInstanceOf(DeadlineReachedError);
    expect(server.received).toHaveLength(1);
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await startScript(() => {
      controller.abort(reason);
    });
    const call = createTestClient(server.url).getExportTask(get, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });
});
