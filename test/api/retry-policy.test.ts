import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/base/context.ts';
import type { SiemExportError } from '../../src/base/errors.ts';
import { createLimiter } from '../../src/waiter/limiter.ts';
import {
  createTestClient,
  createTestCredentials,
  testCredentials,
} from '../helpers/api-test-client.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { findClosedPort, startServer, type Handler } from '../helpers/with-server.ts';
import {
  respond,
  respondGood,
  create,
  createHaste,
  get,
  good,
  respondError,
  startScript,
} from './scripted-api.ts';

const signal = new AbortController().signal;

describe('a call that fails', () => {
  it('is retried with a new nonce in every attempt', async () => {
    const server = await startScript(
      respondError('ServiceUnavailable', 503),
      respondError('Throttling'),
      respondGood,
    );
    await createTestClient(server.url).getExportTask(get, { signal });
    const nonces = server.received.map(({ headers }) => headers['x-acs-signature-nonce']);
    expect(new Set(nonces).size).toBe(3);
  });

  it('slows down all tasks if the service throttles it', async () => {
    const server = await startScript(
      respondError('Throttling', 400, { 'x-acs-retry-after': '900' }),
      respondGood,
    );
    const clock = createScaledClock(1000);
    const limiter = createLimiter({ concurrency: 5, perSecond: 100, clock });
    const slowedMs: number[] = [];
    const client = createTestClient(server.url, {
      limiter: {
        ...limiter,
        slowDown: (ms) => {
          slowedMs.push(ms);
          limiter.slowDown(ms);
        },
      },
    });
    await client.getExportTask(get, { signal });
    expect(slowedMs).toEqual([900]);
  });

  it('is given up after three failures in a row, eight of a wait', async () => {
    const server = await startScript(respondError('InternalError', 500));
    const call = createTestClient(server.url, {
      context: createHaste(),
    }).getExportTask(get, { signal });
    await expect(call).rejects.toMatchObject({
      code: 'InternalError',
      exit: 'unavailable',
      requestId: 'R-bad',
      retryable: true,
    });
    expect(server.received).toHaveLength(3);
  });

  it('is retried if it only reads, also after a lost response or a failed connection', async () => {
    const server = await startScript(
      (_request, _response, raw) => raw.socket.destroy(),
      respondGood,
    );
    await createTestClient(server.url).getExportTask(get, { signal });
    expect(server.received).toHaveLength(2);
    const closed = createTestClient(`http://127.0.0.1:${await findClosedPort()}`, {
      context: createHaste(),
    });
    await expect(closed.getExportTask(get, { signal })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      exit: 'unavailable',
    });
    expect(closed.events.filter(({ type }) => type === 'retry')).toHaveLength(2);
  });
});

describe('a wrong clock', () => {
  /** Stopped: the service's clock differs by exactly what the test says. */
  const clock: Clock = { now: () => Date.UTC(2026, 10, 24), sleep: () => Promise.resolve() };

  it.each([20, -20])('%i minutes off is corrected for the rest of the run', async (minutes) => {
    const offsetMs = minutes * 60_000;
    const server = await startServer((request, response) => {
      const now = clock.now() + offsetMs;
      const isOff = Math.abs(Date.parse(request.headers['x-acs-date'] ?? '') - now) > 15 * 60_000;
      const date = { date: new Date(now).toUTCString() };
      if (isOff) respond(response, 400, { Code: 'InvalidTimeStamp.Expired' }, date);
      else respond(response, 200, good, date);
    });
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    await client.getExportTask(get, { signal });
    await client.createExportTask(create, { signal });
    expect(server.received).toHaveLength(3);
    const corrections = client.events.filter((event) => event.type === 'clock-corrected');
    expect(corrections).toMatchObject([{ offsetMs }]);
  });

  it('is an error if the correction does not help, or the response has no date', async () => {
    const helpless = await startScript(respondError('InvalidTimeStamp.Expired'));
    const call = createTestClient(helpless.url).getExportTask(get, { signal });
    await expect(call).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired', exit: 'auth' });
    expect(helpless.received).toHaveLength(2);

    const dateless = await startScript((request, response, raw) => {
      response.sendDate = false;
      respondError('InvalidTimeStamp.Expired')(request, response, raw);
    });
    const second = createTestClient(dateless.url).getExportTask(get, { signal });
    await expect(second).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired' });
    expect(dateless.received).toHaveLength(1);
  });

  it.each([
    [20, 'behind', '慢'],
    [-20, 'ahead of', '快'],
  ])('that %i minutes do not correct is an error with the amount', async (minutes, word, zh) => {
    const server = await startServer((request, response, raw) => {
      const date = { date: new Date(clock.now() + minutes * 60_000).toUTCString() };
      respondError('InvalidTimeStamp.Expired', 400, date)(request, response, raw);
    });
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    const error = await failureOf(client.getExportTask(get, { signal }));
    expect(String(error)).toContain(`clock is 20:00 ${word} the service's`);
    expect((error as SiemExportError).textIn('zh').message).toContain(
      `本机时钟比服务端${zh} 20:00`,
    );
    expect(error).toHaveProperty('hint', expect.stringContaining("Set this machine's clock"));
    expect(server.received).toHaveLength(2);
  });
});

describe('an expired session', () => {
  const first = { ...testCredentials, securityToken: 'token-number-one' };
  const second = { ...testCredentials, securityToken: 'token-number-two' };
  const acceptSecond: Handler = (request, response, raw) => {
    const isFresh = request.headers['x-acs-security-token'] === second.securityToken;
    (isFresh ? respondGood : respondError('InvalidSecurityToken.Expired'))(request, response, raw);
  };

  it('is renewed once, also for a create, and the new credentials are kept', async () => {
    const server = await startScript(acceptSecond);
    const credentials = createTestCredentials(first, second);
    const client = createTestClient(server.url, { credentials });
    await client.createExportTask(create, { signal });
    await client.getExportTask(get, { signal });
    expect(credentials.asked).toEqual([false, true, false]);
    expect(server.received).toHaveLength(3);
    expect(client.events).toContainEqual({ type: 'credentials-renewed', source: 'the test' });
  });

  it('is an error if its source has no other credentials, without a second request', async () => {
    const server = await startScript(acceptSecond);
    const client = createTestClient(server.url, { credentials: createTestCredentials(first) });
    await expect(client.getExportTask(get, { signal })).rejects.toMatchObject({
      code: 'InvalidSecurityToken.Expired',
      exit: 'auth',
      hint: expect.stringContaining('The credentials come from the test.') as string,
    });
    expect(server.received).toHaveLength(1);
  });
});
