import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../src/network/http-client.ts';
import { startForwardProxy, type ForwardProxyOptions } from '../helpers/forward-proxy.ts';
import { recordRun } from '../helpers/leaks/record.ts';
import { tlsPair } from '../helpers/tls-pair.ts';
import { listen, startServer } from '../helpers/with-server.ts';

const credentials = 'user:p@ss word';
const inUrl = 'user:p%40ss%20word@';
const signal = new AbortController().signal;

/** In a process of its own: NODE_EXTRA_CA_CERTS is read when Node.js starts. */
const program = `
import { createHttpClient } from './http-client.mjs';
const { signal } = new AbortController();
const client = createHttpClient({ env: process.env, userAgent: 'siem-export/test' });
try {
  const url = process.argv[2];
  const first = await client.request({ method: 'POST', url, headers: {}, body: 'a=b', signal });
  const stream = await client.openStream({ url, headers: {}, signal });
  let bytes = 0;
  for await (const chunk of stream.body) bytes += chunk.length;
  console.log(JSON.stringify({ text: first.body.toString(), bytes }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, phase: error.phase, message: error.message, hint: error.hint }));
}
client.close();
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siem-export-proxy-'));
  const input = resolve(import.meta.dirname, '../../src/network/http-client.ts');
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'http-client.mjs' });
  await bundle.close();
  await writeFile(join(folder, 'program.mjs'), program);
});
afterAll(() => rm(folder, { recursive: true }));

async function runProgram(url: string, env: Record<string, string>) {
  const path = join(folder, 'program.mjs');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [path, url], { env });
  recordRun({ argv: ['the client', url], env, stdout, stderr });
  return { result: JSON.parse(stdout) as Record<string, unknown>, stderr };
}

async function startBoth(options: Omit<ForwardProxyOptions, 'targetPort'> = {}) {
  const server = await startServer((_, response) => response.end('from the server'), tlsPair);
  const proxy = await startForwardProxy({ targetPort: server.port, ...options });
  return { server, proxy };
}

describe('a forward proxy', () => {
  it('is asked for a tunnel, with credentials, and TLS goes through it end to end', async () => {
    const { server, proxy } = await startBoth({ credentials });
    const { result, stderr } = await runProgram('https://siem.test/', {
      HTTPS_PROXY: `http://${inUrl}127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: tlsPair.certFile,
      DEBUG: '*',
    });
    expect(result).toEqual({ text: 'from the server', bytes: 15 });
    // One tunnel for both requests: it is kept.
    expect(proxy.asked).toEqual(['CONNECT siem.test:443']);
    expect(server.received.map(({ headers }) => Object.keys(headers).sort())).toEqual([
      ['connection', 'content-length', 'host', 'user-agent'],
      ['connection', 'host', 'user-agent'],
    ]);
    expect(server.received[0]?.headers['host']).toBe('siem.test');
    const encoded = Buffer.from(credentials).toString('base64');
    for (const secret of [encoded, 'p@ss', 'p%40ss']) expect(stderr).not.toContain(secret);
  });

  it('that inspects TLS is a certificate error, with a hint at NODE_EXTRA_CA_CERTS', async () => {
    const { server, proxy } = await startBoth();
    const { result } = await runProgram('https://siem.test/', {
      https_proxy: `127.0.0.1:${proxy.port}`,
    });
    expect(result).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', phase: 'before-sending' });
    expect(result['hint']).toContain('NODE_EXTRA_CA_CERTS');
    expect(server.received).toEqual([]);
  });

  it('that requires credentials is an error that says so, and nothing was sent', async () => {
    const { server, proxy } = await startBoth({ credentials });
    const env = { HTTPS_PROXY: `http://user:wrong-one@127.0.0.1:${proxy.port}` };
    const { result } = await runProgram('https://siem.test/', env);
    expect(result).toMatchObject({ code: 'ProxyAuthenticationRequired', phase: 'before-sending' });
    expect(result['message']).toContain(`127.0.0.1:${proxy.port}`);
    expect(JSON.stringify(result)).not.toContain('wrong-one');
    expect(server.received).toEqual([]);
  });

  it('that rejects the password with 401, as tinyproxy does, is the same error', async () => {
    const { proxy } = await startBoth({ refuseWith: 401 });
    const env = { HTTPS_PROXY: `http://${inUrl}127.0.0.1:${proxy.port}` };
    const client = createHttpClient({ env, userAgent: 'siem-export/test' });
    const url = 'https://siem.test/';
    await expect(client.request({ method: 'GET', url, headers: {}, signal })).rejects.toMatchObject(
      { code: 'ProxyAuthenticationRequired', retryable: false, phase: 'before-sending' },
    );
    client.close();
  });

  it('that refuses a tunnel is an error, not a response of the server', async () => {
    const { proxy } = await startBoth({ refuseWith: 502 });
    const env = { ALL_PROXY: `http://127.0.0.1:${proxy.port}` };
    const client = createHttpClient({ env, userAgent: 'siem-export/test' });
    const url = 'https://siem.test/';
    await expect(client.request({ method: 'GET', url, headers: {}, signal })).rejects.toMatchObject(
      { code: 'ProxyUnavailable', retryable: true, phase: 'before-sending' },
    );
    client.close();
  });

  it('that accepts the connection and never responds is given up on', async () => {
    const env = { HTTPS_PROXY: `http://127.0.0.1:${await listen(createTcpServer())}` };
    const client = createHttpClient({ env, userAgent: 'x', connectTimeoutMs: 100 });
    await expect(
      client.request({ method: 'GET', url: 'https://siem.test/', headers: {}, signal }),
    ).rejects.toMatchObject({ code: 'ConnectTimeout', phase: 'before-sending' });
    client.close();
  });

  it.each([
    ['HTTP_PROXY', 'NO_PROXY', '0.0.0.0', 'direct'],
    ['http_proxy', 'no_proxy', '0.0.0.0', 'direct'],
    ['ALL_PROXY', 'no_proxy', 'a.test, 0.0.0.0/8', 'direct'],
    ['all_proxy', 'NO_PROXY', '*', 'direct'],
    ['HTTP_PROXY', 'NO_PROXY', '0.0.0.0:1', 'forwarded'],
    ['all_proxy', 'no_proxy', '10.0.0.0/8 elsewhere.test', 'forwarded'],
  ])('of %s, with %s=%s: what comes is %s', async (proxyName, exceptName, except, expected) => {
    const { proxy } = await startBoth({ credentials });
    const server = await startServer((_, response) => response.end('direct'));
    const env = {
      [proxyName]: `http://${inUrl}127.0.0.1:${proxy.port}`,
      [exceptName]: except,
    };
    const client = createHttpClient({ env, userAgent: 'siem-export/test' });
    // Not a loopback address by its form, but one to connect to.
    const url = `http://0.0.0.0:${server.port}/`;
    const response = await client.request({ method: 'GET', url, headers: {}, signal });
    expect(response.body.toString()).toBe(expected);
    client.close();
  });

  it('forwards plain http, and is not used for loopback addresses', async () => {
    const { proxy } = await startBoth({ credentials });
    const server = await startServer((_, response) => response.end('direct'));
    const env = { HTTP_PROXY: `http://${inUrl}127.0.0.1:${proxy.port}` };
    const client = createHttpClient({ env, userAgent: 'siem-export/test' });
    const get = (url: string) => client.request({ method: 'GET', url, headers: {}, signal });
    expect((await get('http://siem.test/a?b')).body.toString()).toBe('forwarded');
    expect((await get(server.url)).body.toString()).toBe('direct');
    expect(proxy.asked).toEqual(['GET http://siem.test/a?b']);
    client.close();
  });
});
