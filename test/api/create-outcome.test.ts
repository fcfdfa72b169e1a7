import { describe, expect, it } from 'vitest';
import { createServer as createTcpServer } from 'node:net';
import type { SiemExportError } from '../../src/base/errors.ts';
import { InterruptionError } from '../../src/base/interruption-error.ts';
import { createTestClient } from '../helpers/api-test-client.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { findClosedPort, listen, type Handler } from '../helpers/with-server.ts';
import {
  respondGood,
  create,
  createHaste,
  respondError,
  startScript,
  startSilence,
} from './scripted-api.ts';

const signal = new AbortController().signal;

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
    'whose response %s is sent once, and the error says that the task may exist',
    async (_, handler) => {
      const server = await startScript(handler);
      const call = createTestClient(server.url).createExportTask(create, { signal });
      const error = await failureOf(call);
      expect(error).toMatchObject({
        code: 'CreateAnswerLost',
        exit: 'unavailable',
        retryable: false,
      });
      expect(String(error)).toContain('may already exist');
      expect(error).toHaveProperty('hint', expect.stringContaining('console'));
      expect(server.received).toHaveLength(1);
    },
  );

  it('is retried if the service reports that it did not run it', async () => {
    const server = await startScript(
      respondError('Throttling.Api'),
      respondError('ServiceUnavailable', 503),
      respondGood,
    );
    const created = await createTestClient(server.url).createExportTask(create, { signal });
    expect(created).toMatchObject({ exportId: '200013', requestId: 'R-good' });
    expect(server.received).toHaveLength(3);
  });

  it('is retried if no connection was made', async () => {
    const client = createTestClient(`http://127.0.0.1:${await findClosedPort()}`, {
      context: createHaste(),
    });
    const call = client.createExportTask(create, { signal });
    await expect(call).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(client.events.filter(({ type }) => type === 'request')).toHaveLength(3);
  });

  it.each(['InternalError', 'SignatureNonceUsed'])(
    'that fails with %s is sent once, with the advice to check first',
    async (code) => {
      const server = await startScript(respondError(code, 500));
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
    'by %s before the response arrives reports that the task may exist',
    async (name, exit) => {
      const controller = new AbortController();
      const server = await startScript(() => {
        controller.abort(new InterruptionError(name));
      });
      const client = createTestClient(server.url);
      const error = await failureOf(client.createExportTask(create, { signal: controller.signal }));
      expect(error).toMatchObject({ code: 'CreateAnswerLost', exit, retryable: false });
      expect(error).toHaveProperty('hint', expect.stringContaining('console'));
      const chinese = (error as SiemExportError).textIn('zh');
      expect(String(error)).toContain(`stopped by ${name} after the request was sent`);
      expect(chinese.message).toBe(`请求已发出，尚未收到响应即被 ${name} 中断：任务可能已经创建`);
      expect(chinese.hint).toContain('控制台');
      expect(server.received).toHaveLength(1);
    },
  );

  it('in the middle of the response reports the same', async () => {
    const controller = new AbortController();
    const server = await startScript((_, response) => {
      response.write('{"Id":', () => {
        controller.abort(new InterruptionError('SIGINT'));
      });
    });
    const call = createTestClient(server.url).createExportTask(create, {
      signal: controller.signal,
    });
    await expect(call).rejects.toMatchObject({ code: 'CreateAnswerLost', exit: 'interrupted' });
  });

  it('by its deadline reports the same', async () => {
    const { server, clock } = await startSilence();
    const client = createTestClient(server.url, {
      context: { env: {}, clock, random: Math.random },
    });
    const call = client.createExportTask(create, { signal, deadlineAt: clock.now() + 20_000 });
    await expect(call).rejects.toMatchObject({ code: 'CreateAnswerLost', exit: 'unavailable' });
  });

  it('between two attempts reports no task: the first attempt did not run', async () => {
    const controller = new AbortController();
    const reason = new InterruptionError('SIGINT');
    const server = await startScript(respondError('Throttling.User'));
    const call = createTestClient(server.url, {
      onEvent({ type }) {
        if (type === 'retry') controller.abort(reason);
      },
    }).createExportTask(create, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });

  it('before it was connected reports no task either', async () => {
    const controller = new AbortController();
    const reason = new InterruptionError('SIGINT');
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
