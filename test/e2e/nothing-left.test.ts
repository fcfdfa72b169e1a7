import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cleanEnvironment, makeFolder } from '../helpers/built-program.ts';
import { listen, startServer, type Handler } from '../helpers/with-server.ts';

const script = resolve(import.meta.dirname, '../helpers/call-and-report.mjs');
const credentials = { accessKeyId: 'TestKeyId', accessKeySecret: 'TestKeySecret' };

interface Call {
  readonly call: 'get' | 'wait' | 'watch' | 'leave' | 'create' | 'download';
  readonly endpoint: string;
  readonly options?: object;
  /** `never`: from a function that does not answer. Default: a key pair. */
  readonly keys?: 'never';
}

/** Makes the call in a process of its own; `abort` ends it. */
async function start({ call, endpoint, options, keys }: Call) {
  const folder = await makeFolder();
  const argument = { call, keys, options: { endpoint, credentials, ...options } };
  const child = spawn(process.execPath, [script, JSON.stringify(argument)], {
    cwd: folder,
    env: cleanEnvironment(folder),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    abort: () => child.stdin.write('\n'),
    async nextLine(): Promise<unknown> {
      const { value } = (await lines.next()) as { value: string };
      return value.startsWith('{') ? JSON.parse(value) : value;
    },
  };
}

async function abortWhen(seen: Promise<unknown>, call: Call): Promise<void> {
  const child = await start(call);
  await seen;
  child.abort();
  expect(await child.nextLine()).toEqual(stopped);
}

const stopped = { ending: 'stopped by the test', left: [], listeners: 0 };
const running = { Id: 200013, ExportStatus: 'exporting', Progress: 5 };
const answerRunning: Handler = (_request, response) => response.end(JSON.stringify(running));

describe('when a call returns, no timer, no socket and no listener is left', () => {
  it('after an abort during the handshake', async () => {
    const silent = createServer();
    const endpoint = `https://127.0.0.1:${await listen(silent)}`;
    const seen = once(silent, 'connection');
    await abortWhen(seen, { call: 'watch', endpoint });
  });

  it.each<[string, Handler]>([
    ['before its answer', () => undefined],
    ['in the middle of its answer', (_request, response) => response.write('{"Id":2000')],
    [
      'before the retry',
      (_request, response) => {
        response.writeHead(503, { 'x-acs-retry-after': '50000' });
        response.end('{"Code":"ServiceUnavailable","Message":"no"}');
      },
    ],
  ])('after an abort of a request, %s', async (_when, handler) => {
    const server = new EventEmitter();
    const seen = once(server, 'answered');
    const { url: endpoint } = await startServer((request, response, raw) => {
      handler(request, response, raw);
      if (response.writableEnded) response.once('close', () => server.emit('answered'));
      else server.emit('answered');
    });
    await abortWhen(seen, { call: 'watch', endpoint });
  });

  it('after an abort between two polls', async () => {
    const { url: endpoint } = await startServer(answerRunning);
    const options = { intervalMs: 1e6 };
    const child = await start({ call: 'watch', endpoint, options });
    expect(await child.nextLine()).toBe('running');
    child.abort();
    expect(await child.nextLine()).toEqual(stopped);
  });

  it('after its reader has left in the middle of such a pause', async () => {
    const { url: endpoint } = await startServer(answerRunning);
    const child = await start({ call: 'leave', endpoint, options: { intervalMs: 1e6 } });
    expect(await child.nextLine()).toBe('running');
    expect(await child.nextLine()).toEqual({ ...stopped, ending: 'over: true' });
  });

  it.each(['get', 'wait', 'watch', 'create', 'download'] as const)(
    'after an abort of %s while its keys are asked for',
    async (call) => {
      const { url: endpoint } = await startServer(answerRunning);
      const child = await start({ call, endpoint, keys: 'never' });
      expect(await child.nextLine()).toBe('asked for keys');
      child.abort();
      expect(await child.nextLine()).toEqual(stopped);
    },
  );

  it.each(['get', 'wait', 'download'] as const)(
    'after an abort of %s before its answer',
    async (call) => {
      const server = new EventEmitter();
      const seen = once(server, 'asked');
      const { url: endpoint } = await startServer(() => server.emit('asked'));
      await abortWhen(seen, { call, endpoint });
    },
  );

  it('after an abort of a creation, whose answer is lost', async () => {
    const server = new EventEmitter();
    const seen = once(server, 'asked');
    const { url: endpoint } = await startServer(() => server.emit('asked'));
    const child = await start({ call: 'create', endpoint });
    await seen;
    child.abort();
    const ending = expect.stringContaining('response') as string;
    expect(await child.nextLine()).toEqual({ ...stopped, ending });
  });

  it('after the deadline, also of keys that do not come', async () => {
    const { url: endpoint } = await startServer(answerRunning);
    const options = { timeoutMs: 1 };
    const child = await start({ call: 'watch', endpoint, options, keys: 'never' });
    expect(await child.nextLine()).toBe('asked for keys');
    expect(await child.nextLine()).toMatchObject({ left: [], listeners: 0 });
  });

  it('after the deadline', async () => {
    const { url: endpoint } = await startServer(answerRunning);
    const options = { timeoutMs: 0, stallTimeoutMs: 1e6 };
    const child = await start({ call: 'watch', endpoint, options });
    expect(await child.nextLine()).toBe('running');
    expect(await child.nextLine()).toMatchObject({ left: [], listeners: 0 });
  });

  it.each<[string, Handler]>([
    ['before its first byte', () => undefined],
    [
      'in the middle of it',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000000' });
        response.write('PK\u0003\u0004');
      },
    ],
  ])('after an abort of a download, %s', async (_when, handler) => {
    const store = new EventEmitter();
    const seen = once(store, 'asked');
    const server = await startServer((request, response, raw) => {
      if (request.method === 'POST') {
        const Link = `${server.url}/file.xlsx?Signature=x`;
        response.end(JSON.stringify({ ...running, ExportStatus: 'success', Link }));
      } else {
        handler(request, response, raw);
        store.emit('asked');
      }
    });
    await abortWhen(seen, { call: 'download', endpoint: server.url });
  });
});
