import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceCostlyStatements } from '../../build/cheaper-imports.js';
import { stubs, stubUnused } from '../../build/stub-unused.js';
import type { createHttpClient } from '../../src/network/http-client.ts';
import { listChunkModules } from '../helpers/loaded-files.ts';
import { startServer } from '../helpers/with-server.ts';

const signal = new AbortController().signal;
const headers = {};

describe('the HTTP client on the stubs', () => {
  let folder: string;
  let create: typeof createHttpClient;

  /** The client alone, bundled as the build does it. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siem-export-stubs-'));
    const bundle = await rolldown({
      input: resolve('src/network/http-client.ts'),
      platform: 'node',
      plugins: [stubUnused(), replaceCostlyStatements()],
    });
    await bundle.write({ dir: folder, format: 'es', entryFileNames: 'client.mjs' });
    await bundle.close();
    const built = (await import(pathToFileURL(join(folder, 'client.mjs')).href)) as {
      createHttpClient: typeof createHttpClient;
    };
    create = built.createHttpClient;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('sends a body, and takes any status, redirect and compressed body as it comes', async () => {
    const zipped = gzipSync('{"Id":1}');
    const { url, received } = await startServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
      else response.writeHead(500, { 'content-encoding': 'gzip' }).end(zipped);
    });
    const client = create({ env: {}, userAgent: 'test' });
    const body = 'ExportId=1&Name=%20';
    const answer = await client.request({ method: 'POST', url, headers, body, signal });
    expect(answer).toMatchObject({ status: 500, body: zipped });
    const moved = await client.request({ method: 'GET', url: `${url}/moved`, headers, signal });
    expect(moved.status).toBe(302);
    expect(received).toHaveLength(2);
    expect(received[0]).toMatchObject({ method: 'POST', body });
    expect(received[0]?.headers['content-length']).toBe(String(body.length));
    client.close();
  });

  it('streams, ends when it is aborted, and says what a refused connection is', async () => {
    const { url } = await startServer((_, response) => response.write('a begin without an end'));
    const client = create({ env: {}, userAgent: 'test' });
    const controller = new AbortController();
    const stream = await client.openStream({ url, headers, signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(stream.body.toArray()).rejects.toBe(reason);
    const refused = client.request({ method: 'GET', url: 'http://127.0.0.1:1/', headers, signal });
    await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED', name: 'NetworkError' });
    client.close();
  });
});

it('has no stub for what nobody imports', () => {
  const modules = Object.values(listChunkModules()).flat();
  const used = modules.map(({ name }) => name).filter((name) => name.includes('stub:'));
  const named = Object.entries(stubs).flatMap(([owner, ids]) =>
    Object.keys(ids).map((id) => `stub:${owner}:${id}`),
  );
  for (const name of named) expect(used.some((each) => each.endsWith(name))).toBe(true);
});
