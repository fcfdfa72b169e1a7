import { getEventListeners } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/network/http-client.ts';
import { NetworkError } from '../../src/network/network-error.ts';
import { recordTold } from '../helpers/process-events.ts';
import { findClosedPort, listen, startServer } from '../helpers/with-server.ts';

const signal = new AbortController().signal;

function createClient(options: Partial<HttpClientOptions> = {}) {
  const client = createHttpClient({ env: {}, userAgent: 'siem-export/test', ...options });
  onTestFinished(() => {
    client.close();
  });
  return client;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );
}

describe('request', () => {
  it('sends method, headers and body as given, and nothing of its own but the user agent', async () => {
    const server = await startServer((_, response) => response.end('done'));
    const answer = await createClient().request({
      method: 'POST',
      url: `${server.url}/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-acs-date': 'now' },
      body: 'ExportId=1&Name=%E5%91%8A',
      signal,
    });
    expect(answer).toMatchObject({ status: 200, isCut: false });
    expect(answer.body.toString()).toBe('done');
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', url: '/', body: 'ExportId=1&Name=%E5%91%8A' });
    expect(request?.headers).toEqual({
      host: `127.0.0.1:${server.port}`,
      'user-agent': 'siem-export/test',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '25',
      'x-acs-date': 'now',
      connection: 'keep-alive',
    });
  });

  it('sends an empty body with its length', async () => {
    const server = await startServer((_, response) => response.end());
    await createClient().request({
      method: 'POST',
      url: server.url,
      headers: {},
      body: '',
      signal,
    });
    expect(server.received[0]?.headers['content-length']).toBe('0');
  });

  it.each(['GET', 'POST', 'PUT'] as const)('sends a %s without a body at once', async (method) => {
    const server = await startServer((_, response) => response.end('done'));
    const answer = await createClient().request({ method, url: server.url, headers: {}, signal });
    expect(answer.body.toString()).toBe('done');
    expect(server.received).toMatchObject([{ method, body: '' }]);
    expect(server.received[0]?.headers['content-length']).toBe(method === 'GET' ? undefined : '0');
  });

  it('answers with any status, follows no redirect, keeps no cookie and decompresses nothing', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(302, {
        location: '/elsewhere',
        'set-cookie': 'a=b',
        'content-encoding': 'gzip',
      });
      response.end('not gzip at all');
    });
    const client = createClient();
    for (let i = 0; i < 2; i++) {
      const answer = await client.request({ method: 'GET', url: server.url, headers: {}, signal });
      expect(answer.status).toBe(302);
      expect(answer.body.toString()).toBe('not gzip at all');
    }
    expect(server.received.map((each) => each.url)).toEqual(['/', '/']);
    expect(server.received[1]?.headers).not.toHaveProperty('cookie');
  });

  it('uses a connection again', async () => {
    const server = await startServer((_, response) => response.end('x'));
    const client = createClient();
    for (let i = 0; i < 3; i++) {
      await client.request({ method: 'POST', url: server.url, headers: {}, body: 'a', signal });
    }
    expect(new Set(server.received.map((each) => each.remotePort)).size).toBe(1);
  });

  it('cuts a body that is longer than allowed, with and without content-length', async () => {
    const server = await startServer((request, response) => {
      const body = Buffer.alloc(3 * 2 ** 20);
      if (request.url === '/announced') response.setHeader('content-length', body.length);
      response.end(body);
    });
    const client = createClient();
    for (const path of ['/announced', '/counted']) {
      const url = server.url + path;
      const answer = await client.request({ method: 'GET', url, headers: {}, signal });
      expect(answer.isCut).toBe(true);
      expect(answer.body.length).toBeLessThanOrEqual(2 ** 20);
    }
    const whole = await client.request({
      method: 'GET',
      url: server.url,
      headers: {},
      maxBytes: 3 * 2 ** 20,
      signal,
    });
    expect(whole).toMatchObject({ isCut: false });
    expect(whole.body.length).toBe(3 * 2 ** 20);
  });

  it.each(['content-length', 'chunked'])('notices a body that ends early (%s)', async (kind) => {
    const server = await startServer((_, response) => {
      if (kind === 'content-length') response.setHeader('content-length', 100);
      response.write('half', () => response.destroy());
    });
    const error = await failureOf(
      createClient().request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      code: 'ECONNRESET',
      exit: 'unavailable',
      phase: 'after-sending',
    });
  });

  it('says that a request that was never connected was not sent', async () => {
    const url = `http://127.0.0.1:${await findClosedPort()}/?token=query-secret`;
    const headers = { authorization: 'header-secret' };
    const error = await failureOf(createClient().request({ method: 'GET', url, headers, signal }));
    expect(error).toMatchObject({
      code: 'ECONNREFUSED',
      phase: 'before-sending',
      retryable: true,
      exit: 'unavailable',
    });
    expect(String(error)).toContain(new URL(url).host);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
      /query-secret|header-secret/,
    );
  });

  it('says that a request may have been sent when the connection breaks without an answer', async () => {
    const server = await startServer((_request, _response, raw) => raw.socket.destroy());
    const client = createClient();
    const error = await failureOf(
      client.request({ method: 'POST', url: server.url, headers: {}, body: 'a', signal }),
    );
    expect(error).toMatchObject({ code: 'ECONNRESET', phase: 'after-sending' });
  });

  it('says so of a connection that was used before, too', async () => {
    const server = await startServer((request, response, raw) => {
      if (request.body === 'first') response.end('x');
      else raw.socket.destroy();
    });
    const client = createClient();
    const send = (body: string) =>
      client.request({ method: 'POST', url: server.url, headers: {}, body, signal });
    await send('first');
    expect(await failureOf(send('second'))).toMatchObject({ phase: 'after-sending' });
  });

  it('names an answer that is not HTTP', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    const url = `http://127.0.0.1:${port}/`;
    const error = await failureOf(
      createClient().request({ method: 'GET', url, headers: {}, signal }),
    );
    expect(String(error)).toContain('the answer is not HTTP');
  });

  it('gives up on a server that takes the request and says nothing', async () => {
    const server = await startServer(() => undefined);
    const client = createClient({ readTimeoutMs: 50 });
    const error = await failureOf(
      client.request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toMatchObject({ code: 'ETIMEDOUT', phase: 'after-sending' });
  });

  it('gives up on an answer that stops in the middle', async () => {
    const server = await startServer((_, response) => response.writeHead(200).write('half'));
    const client = createClient({ readTimeoutMs: 50 });
    const error = await failureOf(
      client.request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toMatchObject({ code: 'ETIMEDOUT', phase: 'after-sending' });
  });

  it('gives up on a handshake that never ends, and knows that nothing was sent', async () => {
    const port = await listen(createTcpServer());
    const client = createClient({ connectTimeoutMs: 50 });
    const url = `https://127.0.0.1:${port}/`;
    const error = await failureOf(client.request({ method: 'GET', url, headers: {}, signal }));
    expect(error).toMatchObject({ code: 'ConnectTimeout', phase: 'before-sending' });
  });
});

describe('an aborted signal', () => {
  const reason = new Error('enough');

  it('ends a request before it begins, while it waits and while its body is read, with its reason', async () => {
    const controllers = new Map<string, AbortController>();
    const server = await startServer((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('half');
      setImmediate(() => controllers.get(request.url)?.abort(reason));
    });
    const client = createClient();
    for (const path of ['/waiting', '/body', '/before']) {
      const controller = new AbortController();
      controllers.set(path, controller);
      if (path === '/before') controller.abort(reason);
      const url = server.url + path;
      const request = { method: 'GET' as const, url, headers: {}, signal: controller.signal };
      expect(await failureOf(client.request(request))).toBe(reason);
    }
    expect(server.received.map((each) => each.url)).toEqual(['/waiting', '/body']);
  });

  it('is not listened to any more when a request, a stream or a failure is over', async () => {
    const server = await startServer((request, response, raw) => {
      if (request.url === '/broken') raw.socket.destroy();
      else response.end('x');
    });
    const client = createClient();
    const controller = new AbortController();
    const given = { headers: {}, signal: controller.signal };
    await client.request({ ...given, method: 'GET', url: server.url });
    await failureOf(client.request({ ...given, method: 'GET', url: `${server.url}/broken` }));
    const { body } = await client.openStream({ ...given, url: server.url });
    await buffer(body);
    // The listener goes with the response's close, some turns of the event loop after its end.
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('may be one for many requests at once, and nothing warns of a leak', async () => {
    const warnings = recordTold('warning');
    const server = await startServer((_, response) => response.end('done'));
    const client = createClient();
    const one = new AbortController();
    const answers = await Promise.all(
      Array.from({ length: 14 }, () =>
        client.request({ method: 'GET', url: server.url, headers: {}, signal: one.signal }),
      ),
    );
    expect(answers).toHaveLength(14);
    expect(await warnings()).toEqual([]);
  });

  it('ends a stream that is being read, with its reason', async () => {
    const server = await startServer((_, response) => response.writeHead(200).write('half'));
    const controller = new AbortController();
    const stream = await createClient().openStream({
      url: server.url,
      headers: {},
      signal: controller.signal,
    });
    stream.body.once('data', () => {
      controller.abort(reason);
    });
    expect(await failureOf(buffer(stream.body))).toBe(reason);
  });
});

describe('openStream', () => {
  it('hands over the headers first and then the raw body, and lets the connection be used again', async () => {
    const content = Buffer.alloc(5 * 2 ** 20, 'siem');
    const server = await startServer((_, response) => {
      response.setHeader('content-length', content.length);
      response.end(content);
    });
    const client = createClient();
    for (let i = 0; i < 2; i++) {
      const { status, headers, body } = await client.openStream({
        url: `${server.url}/a%2Fb?x=%41+b&y`,
        headers: { range: 'bytes=0-' },
        signal,
      });
      expect(status).toBe(200);
      expect(headers['content-length']).toBe(String(content.length));
      expect((await buffer(body)).equals(content)).toBe(true);
    }
    expect(server.received[0]?.url).toBe('/a%2Fb?x=%41+b&y');
    expect(new Set(server.received.map((each) => each.remotePort)).size).toBe(1);
  });

  it('leaves a body in peace until somebody reads it', async () => {
    const server = await startServer((_, response) => response.end('a body'));
    const { body } = await createClient().openStream({ url: server.url, headers: {}, signal });
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    expect((await buffer(body)).toString()).toBe('a body');
  });

  it('ends a body that breaks off with an error', async () => {
    const server = await startServer((_, response) => {
      response.setHeader('content-length', 100);
      response.write('half', () => response.destroy());
    });
    const { body } = await createClient().openStream({ url: server.url, headers: {}, signal });
    expect(await failureOf(buffer(body))).toMatchObject({ code: 'ECONNRESET' });
  });

  it('ends a body that stands still with an error', async () => {
    const server = await startServer((_, response) => response.writeHead(200).write('half'));
    const client = createClient({ readTimeoutMs: 50 });
    const { body } = await client.openStream({ url: server.url, headers: {}, signal });
    expect(await failureOf(buffer(body))).toMatchObject({ code: 'ETIMEDOUT' });
  });
});
