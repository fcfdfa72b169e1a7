import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { DeadlineReached } from '../../src/base/abort.ts';
import type { SiemExportError } from '../../src/base/errors.ts';
import { Interruption } from '../../src/base/interruption.ts';
import { createLimiter } from '../../src/waiter/limiter.ts';
import { createTestClient, createTestCredentials, testKeys } from '../helpers/api-test-client.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { findClosedPort, listen, startServer, type Handler } from '../helpers/with-server.ts';

const signal = new AbortController().signal;
const region = 'cn-hangzhou';
const get = { exportId: '200013', region };
const create = { exportType: 'incident_list', region };
const good = { RequestId: 'R-good', Id: 200013, ExportStatus: 'exporting', Progress: 5 };

function answer(response: ServerResponse, status: number, elements: object, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(elements));
}

/** A server that goes through the given handlers, one a request, and stays with the last. */
async function startScript(...handlers: readonly Handler[]) {
  let next = 0;
  return await startServer((...given) => {
    handlers[Math.min(next++, handlers.length - 1)]?.(...given);
  });
}

const answerGood: Handler = (_, response) => {
  answer(response, 200, good);
};
const refuse =
  (code: string, status = 400, headers = {}): Handler =>
  (_, response) => {
    answer(response, status, { RequestId: 'R-bad', Code: code, Message: 'no' }, headers);
  };

describe('a call', () => {
  it('sends what the API documents, parameters sorted and percent-encoded', async () => {
    const server = await startScript(answerGood);
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

  it('leaves out the id where there is none', async () => {
    const server = await startScript(answerGood);
    await createTestClient(server.url).getExportTask({ region }, { signal });
    expect(server.received[0]?.body).toBe('RegionId=cn-hangzhou');
  });

  it('has a nonce of its own in every attempt', async () => {
    const server = await startScript(
      refuse('ServiceUnavailable', 503),
      refuse('Throttling'),
      answerGood,
    );
    await createTestClient(server.url).getExportTask(get, { signal });
    const nonces = server.received.map(({ headers }) => headers['x-acs-signature-nonce']);
    expect(new Set(nonces).size).toBe(3);
  });

  it('tells of requests, answers and retries, with secrets masked', async () => {
    const server = await startScript(
      refuse('Throttling.User', 400, { 'x-acs-retry-after': '700' }),
      answerGood,
    );
    const keys = { ...testKeys, securityToken: 'CAISsecret+token/==' };
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

  it('slows down all tasks when the service throttles one', async () => {
    const server = await startScript(
      refuse('Throttling', 400, { 'x-acs-retry-after': '900' }),
      answerGood,
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

  it('uses a turn that it is given for the first attempt only, and takes others itself', async () => {
    const server = await startScript(refuse('ServiceUnavailable', 503), answerGood);
    const limiter = createLimiter({
      concurrency: 1,
      perSecond: 1000,
      clock: createScaledClock(1000),
    });
    const turn = await limiter.take({ signal });
    const client = createTestClient(server.url, { limiter });
    // With one turn in all, the second attempt gets none unless the first one's has ended.
    await client.getExportTask(get, { signal, turn });
    expect(server.received).toHaveLength(2);
    await expect(limiter.run(signal, () => Promise.resolve('free'))).resolves.toBe('free');
  });

  it('ends at its deadline, also while an answer is awaited', async () => {
    const server = await startScript(() => undefined);
    const clock = createScaledClock(1000);
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    const call = client.getExportTask(get, { signal, deadlineAt: clock.now() + 50_000 });
    await expect(call).rejects.toBeInstanceOf(DeadlineReached);
    expect(server.received).toHaveLength(1);
  });

  it('tells whose request each event is about, also when many are under way', async () => {
    const server = await startServer((request, response, raw) => {
      const isFirst = server.received.filter(({ body }) => body === request.body).length === 1;
      (isFirst ? refuse('InternalError', 500) : answerGood)(request, response, raw);
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

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await startScript(() => {
      controller.abort(reason);
    });
    const call = createTestClient(server.url).getExportTask(get, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });

  it('gives up after eight failures in a row', async () => {
    const server = await startScript(refuse('InternalError', 500));
    const call = createTestClient(server.url, {
      context: { env: {}, clock: createScaledClock(1000), random: () => 0.01 },
    }).getExportTask(get, { signal });
    await expect(call).rejects.toMatchObject({
      code: 'InternalError',
      exit: 'unavailable',
      requestId: 'R-bad',
      retryable: true,
    });
    expect(server.received).toHaveLength(8);
  });

  it('repeats a GetExportTask that was not connected or lost its answer', async () => {
    const server = await startScript(
      (_request, _response, raw) => raw.socket.destroy(),
      answerGood,
    );
    await createTestClient(server.url).getExportTask(get, { signal });
    expect(server.received).toHaveLength(2);
    const closed = createTestClient(`http://127.0.0.1:${await findClosedPort()}`, {
      context: { env: {}, clock: createScaledClock(1000), random: () => 0.01 },
    });
    await expect(closed.getExportTask(get, { signal })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      exit: 'unavailable',
    });
    expect(closed.events.filter(({ type }) => type === 'retry')).toHaveLength(7);
  });
});

describe('a create', () => {
  it.each<[string, Handler]>([
    ['breaks off', (_request, _response, raw) => raw.socket.destroy()],
    [
      'breaks off in the body',
      (_, response) => {
        response.setHeader('content-length', 100);
        response.write('{"Id":', () => response.destroy());
      },
    ],
    ['is a page', (_, response) => response.writeHead(502).end('<html>Bad gateway</html>')],
    ['is empty', (_, response) => response.end()],
    ['has no id', (_, response) => response.end('{"RequestId":"R"}')],
  ])(
    'whose answer %s is sent once, and the error says that the task may exist',
    async (_, handler) => {
      const server = await startScript(handler);
      const call = createTestClient(server.url).createExportTask(create, { signal });
      const error: unknown = await call.catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        code: 'CreateAnswerLost',
        exit: 'unavailable',
        retryable: false,
      });
      expect(String(error)).toContain('may exist already');
      expect(error).toHaveProperty('hint', expect.stringContaining('console'));
      expect(server.received).toHaveLength(1);
    },
  );

  it('is sent again where the service says that it did not run it', async () => {
    const server = await startScript(
      refuse('Throttling.Api'),
      refuse('ServiceUnavailable', 503),
      answerGood,
    );
    const created = await createTestClient(server.url).createExportTask(create, { signal });
    expect(created).toMatchObject({ exportId: '200013', requestId: 'R-good' });
    expect(server.received).toHaveLength(3);
  });

  it('is sent again where no connection was made', async () => {
    const client = createTestClient(`http://127.0.0.1:${await findClosedPort()}`, {
      context: { env: {}, clock: createScaledClock(1000), random: () => 0.01 },
    });
    const call = client.createExportTask(create, { signal });
    await expect(call).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(client.events.filter(({ type }) => type === 'request')).toHaveLength(8);
  });

  it.each(['InternalError', 'SignatureNonceUsed'])(
    'that %s ends is sent once, with the advice to look first',
    async (code) => {
      const server = await startScript(refuse(code, 500));
      const call = createTestClient(server.url).createExportTask(create, { signal });
      await expect(call).rejects.toMatchObject({
        code,
        exit: 'unavailable',
        requestId: 'R-bad',
        hint: expect.stringContaining('console') as string,
      });
      expect(server.received).toHaveLength(1);
    },
  );
});

describe('a create that is stopped', () => {
  it.each([
    ['SIGINT', 'interrupted'],
    ['SIGTERM', 'terminated'],
  ] as const)(
    'by %s while its answer is awaited says that the task may exist',
    async (name, exit) => {
      const controller = new AbortController();
      const server = await startScript(() => {
        controller.abort(new Interruption(name));
      });
      const client = createTestClient(server.url);
      const error: unknown = await client
        .createExportTask(create, { signal: controller.signal })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'CreateAnswerLost', exit, retryable: false });
      expect(error).toHaveProperty('hint', expect.stringContaining('console'));
      const chinese = (error as SiemExportError).textIn('zh');
      expect(String(error)).toContain(`stopped by ${name} after the request was sent`);
      expect(chinese.message).toBe(`请求已发出，尚未收到应答即被 ${name} 中断：任务可能已经创建`);
      expect(chinese.hint).toContain('控制台');
      expect(server.received).toHaveLength(1);
    },
  );

  it('in the middle of its answer says so, too', async () => {
    const controller = new AbortController();
    const server = await startScript((_, response) => {
      response.write('{"Id":', () => {
        controller.abort(new Interruption('SIGINT'));
      });
    });
    const call = createTestClient(server.url).createExportTask(create, {
      signal: controller.signal,
    });
    await expect(call).rejects.toMatchObject({ code: 'CreateAnswerLost', exit: 'interrupted' });
  });

  it('by its deadline says so, too', async () => {
    const server = await startScript(() => undefined);
    const clock = createScaledClock(1000);
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    const call = client.createExportTask(create, { signal, deadlineAt: clock.now() + 100_000 });
    await expect(call).rejects.toMatchObject({ code: 'CreateAnswerLost', exit: 'unavailable' });
  });

  it('between two attempts has nothing to say: the first one surely did not run', async () => {
    const controller = new AbortController();
    const reason = new Interruption('SIGINT');
    const server = await startScript(refuse('Throttling.User'));
    const call = createTestClient(server.url, {
      onEvent({ type }) {
        if (type === 'retry') controller.abort(reason);
      },
    }).createExportTask(create, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });

  it('before it was connected has nothing to say either', async () => {
    const controller = new AbortController();
    const reason = new Interruption('SIGINT');
    const port = await listen(createTcpServer());
    const client = createTestClient(`https://127.0.0.1:${port}`, {
      onEvent({ type }) {
        if (type === 'request')
          setImmediate(() => {
            controller.abort(reason);
          });
      },
    });
    const call = client.createExportTask(create, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });
});

describe('a wrong clock', () => {
  it.each([20, -20])('%i minutes off is corrected for the rest of the run', async (minutes) => {
    const offsetMs = minutes * 60_000;
    const clock = createScaledClock(1);
    const server = await startServer((request, response) => {
      const now = Date.now() + offsetMs;
      const isOff = Math.abs(Date.parse(request.headers['x-acs-date'] ?? '') - now) > 15 * 60_000;
      const date = { date: new Date(now).toUTCString() };
      if (isOff) answer(response, 400, { Code: 'InvalidTimeStamp.Expired' }, date);
      else answer(response, 200, good, date);
    });
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    await client.getExportTask(get, { signal });
    await client.createExportTask(create, { signal });
    expect(server.received).toHaveLength(3);
    const corrections = client.events.filter((event) => event.type === 'clock-corrected');
    expect(corrections).toHaveLength(1);
    expect(Math.abs((corrections[0]?.offsetMs ?? 0) - offsetMs)).toBeLessThan(5000);
  });

  it('is an error when the correction does not help, or there is nothing to correct by', async () => {
    const helpless = await startScript(refuse('InvalidTimeStamp.Expired'));
    const call = createTestClient(helpless.url).getExportTask(get, { signal });
    await expect(call).rejects.toMatchObject({ code: 'InvalidTimeStamp.Expired', exit: 'auth' });
    expect(helpless.received).toHaveLength(2);

    const dateless = await startScript((request, response, raw) => {
      response.sendDate = false;
      refuse('InvalidTimeStamp.Expired')(request, response, raw);
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
      const date = { date: new Date(Date.now() + minutes * 60_000).toUTCString() };
      refuse('InvalidTimeStamp.Expired', 400, date)(request, response, raw);
    });
    const client = createTestClient(server.url, {
      context: { env: {}, clock: createScaledClock(1), random: Math.random },
    });
    const error: unknown = await client
      .getExportTask(get, { signal })
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      new RegExp(
        `clock is (?:19:5\\d|20:0\\d) ${word} the service's \\(InvalidTimeStamp.Expired\\)`,
      ),
    );
    expect((error as SiemExportError).textIn('zh').message).toMatch(
      new RegExp(`本机时钟比服务端${zh} (?:19:5|20:0)`),
    );
    expect(error).toHaveProperty('hint', expect.stringContaining('Set the clock'));
    expect(server.received).toHaveLength(2);
  });
});

describe('an expired session', () => {
  const first = { ...testKeys, securityToken: 'token-number-one' };
  const second = { ...testKeys, securityToken: 'token-number-two' };
  const acceptSecond: Handler = (request, response, raw) => {
    const isFresh = request.headers['x-acs-security-token'] === second.securityToken;
    (isFresh ? answerGood : refuse('InvalidSecurityToken.Expired'))(request, response, raw);
  };

  it('is renewed once, for a create too, and the new keys stay', async () => {
    const server = await startScript(acceptSecond);
    const credentials = createTestCredentials(first, second);
    const client = createTestClient(server.url, { credentials });
    await client.createExportTask(create, { signal });
    await client.getExportTask(get, { signal });
    expect(credentials.asked).toEqual([false, true, false]);
    expect(server.received).toHaveLength(3);
    expect(client.events).toContainEqual({ type: 'credentials-renewed', source: 'the test' });
  });

  it('is an error when its source has no other keys, without a second request', async () => {
    const server = await startScript(acceptSecond);
    const client = createTestClient(server.url, { credentials: createTestCredentials(first) });
    await expect(client.getExportTask(get, { signal })).rejects.toMatchObject({
      code: 'InvalidSecurityToken.Expired',
      exit: 'auth',
      hint: expect.stringContaining('The keys come from the test.') as string,
    });
    expect(server.received).toHaveLength(1);
  });
});
