import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../helpers/failure-of.ts';
import { startServer } from '../helpers/with-server.ts';
import { signal, startClient } from './start-client.ts';

describe('request', () => {
  it('sends method, headers and body as given, and nothing of its own but the user agent', async () => {
    const server = await startServer((_, response) => response.end('done'));
    const response = await startClient().request({
      method: 'POST',
      url: `${server.url}/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-acs-date': 'now' },
      body: 'ExportId=1&Name=%E5%91%8A',
      signal,
    });
    expect(response).toMatchObject({ status: 200, isCut: false });
    expect(response.body.toString()).toBe('done');
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
    await startClient().request({
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
    const response = await startClient().request({ method, url: server.url, headers: {}, signal });
    expect(response.body.toString()).toBe('done');
    expect(server.received).toMatchObject([{ method, body: '' }]);
    expect(server.received[0]?.headers['content-length']).toBe(method === 'GET' ? undefined : '0');
  });

  it('returns any status, follows no redirect, keeps no cookie and decompresses nothing', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(302, {
        location: '/elsewhere',
        'set-cookie': 'a=b',
        'content-encoding': 'gzip',
      });
      response.end('not gzip at all');
    });
    const client = startClient();
    for (let i = 0; i < 2; i++) {
      const response = await client.request({
        method: 'GET',
        url: server.url,
        headers: {},
        signal,
      });
      expect(response.status).toBe(302);
      expect(response.body.toString()).toBe('not gzip at all');
    }
    expect(server.received.map((each) => each.url)).toEqual(['/', '/']);
    expect(server.received[1]?.headers).not.toHaveProperty('cookie');
  });

  it('reuses a connection', async () => {
    const server = await startServer((_, response) => response.end('x'));
    const client = startClient();
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
    const client = startClient();
    for (const path of ['/announced', '/counted']) {
      const url = server.url + path;
      const response = await client.request({ method: 'GET', url, headers: {}, signal });
      expect(response.isCut).toBe(true);
      expect(response.body.length).toBeLessThanOrEqual(2 ** 20);
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
});

describe('openStream', () => {
  it('resolves with the headers, then streams the raw body, and reuses the connection', async () => {
    const content = Buffer.alloc(5 * 2 ** 20, 'siem');
    const server = await startServer((_, response) => {
      response.setHeader('content-length', content.length);
      response.end(content);
    });
    const client = startClient();
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

  it('does not read a body before the caller does', async () => {
    const server = await startServer((_, response) => response.end('a body'));
    const { body } = await startClient().openStream({ url: server.url, headers: {}, signal });
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    expect((await buffer(body)).toString()).toBe('a body');
  });

  it('ends a body that breaks off with an error', async () => {
    const server = await startServer((_, response) => {
      response.setHeader('content-length', 100);
      response.write('half', () => response.destroy());
    });
    const { body } = await startClient().openStream({ url: server.url, headers: {}, signal });
    expect(await failureOf(buffer(body))).toMatchObject({ code: 'ECONNRESET' });
  });

  it('ends a stalled body with an error', async () => {
    const server = await startServer((_, response) => response.writeHead(200).write('half'));
    const client = startClient({ readTimeoutMs: 50 });
    const { body } = await client.openStream({ url: server.url, headers: {}, signal });
    expect(await failureOf(buffer(body))).toMatchObject({ code: 'ETIMEDOUT' });
  });
});
