import { getEventListeners } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NetworkError } from '../../src/network/network-error.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { recordTold } from '../helpers/process-events.ts';
import { findClosedPort, listen, startServer } from '../helpers/with-server.ts';
import { signal, startClient } from './start-client.ts';

describe('a request that fails', () => {
  it.each(['content-length', 'chunked'])('notices a body that ends early (%s)', async (kind) => {
    const server = await startServer((_, response) => {
      if (kind === 'content-length') response.setHeader('content-length', 100);
      response.write('half', () => response.destroy());
    });
    const error = await failureOf(
      startClient().request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      code: 'ECONNRESET',
      exit: 'unavailable',
      phase: 'after-sending',
    });
  });

  it('reports that it was not sent if it was never connected', async () => {
    const url = `http://127.0.0.1:${await findClosedPort()}/?token=query-secret`;
    const headers = { authorization: 'header-secret' };
    const error = await failureOf(startClient().request({ method: 'GET', url, headers, signal }));
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

  it('reports that it may have been sent if the connection breaks without a response', async () => {
    const server = await startServer((_request, _response, raw) => raw.socket.destroy());
    const client = startClient();
    const error = await failureOf(
      client.request({ method: 'POST', url: server.url, headers: {}, body: 'a', signal }),
    );
    expect(error).toMatchObject({ code: 'ECONNRESET', phase: 'after-sending' });
  });

  it('reports the same for a reused connection', async () => {
    const server = await startServer((request, response, raw) => {
      if (request.body === 'first') response.end('x');
      else raw.socket.destroy();
    });
    const client = startClient();
    const send = (body: string) =>
      client.request({ method: 'POST', url: server.url, headers: {}, body, signal });
    await send('first');
    expect(await failureOf(send('second'))).toMatchObject({ phase: 'after-sending' });
  });

  it('reports a response that is not HTTP', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
    const url = `http://127.0.0.1:${port}/`;
    const error = await failureOf(
      startClient().request({ method: 'GET', url, headers: {}, signal }),
    );
    expect(String(error)).toContain('the response is not HTTP');
  });

  it('gives up on a server that accepts the request and sends nothing', async () => {
    const server = await startServer(() => undefined);
    const client = startClient({ readTimeoutMs: 50 });
    const error = await failureOf(
      client.request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toMatchObject({ code: 'ETIMEDOUT', phase: 'after-sending' });
  });

  it('gives up on a response that stops in the middle', async () => {
    const server = await startServer((_, response) => response.writeHead(200).write('half'));
    const client = startClient({ readTimeoutMs: 50 });
    const error = await failureOf(
      client.request({ method: 'GET', url: server.url, headers: {}, signal }),
    );
    expect(error).toMatchObject({ code: 'ETIMEDOUT', phase: 'after-sending' });
  });

  it('gives up on a handshake that never ends, and reports that nothing was sent', async () => {
    const port = await listen(createTcpServer());
    const client = startClient({ connectTimeoutMs: 50 });
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
    const client = startClient();
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

  it('has no listener left after a request, a stream or a failure', async () => {
    const server = await startServer((request, response, raw) => {
      if (request.url === '/broken') raw.socket.destroy();
      else response.end('x');
    });
    const client = startClient();
    const controller = new AbortController();
    const given = { headers: {}, signal: controller.signal };
    await client.request({ ...given, method: 'GET', url: server.url });
    await failureOf(client.request({ ...given, method: 'GET', url: `${server.url}/broken` }));
    const { body } = await client.openStream({ ...given, url: server.url });
    await buffer(body);
    // The listener goes with the response's close, some iterations of the event loop after its end.
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('may be shared by many requests, without a warning about a leak', async () => {
    const warnings = recordTold('warning');
    const server = await startServer((_, response) => response.end('done'));
    const client = startClient();
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
    const stream = await startClient().openStream({
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
