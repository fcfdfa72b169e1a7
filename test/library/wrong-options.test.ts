import { describe, expect, it } from 'vitest';
import { downloadFile } from '../../src/library/download-file.ts';
import { createTask, getTask } from '../../src/library/task-calls.ts';
import type { LibraryContext } from '../../src/library/task-options.ts';
import { waitFor } from '../../src/library/wait-for-task.ts';
import { watchTask } from '../../src/library/watch-task.ts';
import { startSandbox } from '../../src/sandbox.ts';
import { failureOf } from '../helpers/failure-of.ts';
import { startService } from './start-service.ts';

// What a caller without a compiler can write: the types would not let it through.
const circle: Record<string, unknown> = {};
circle['itself'] = circle;
const badDate = new Date(NaN);
const key = { accessKeyId: 'TestKeyId', accessKeySecret: 'TestKeySecret' };

type Call = (system: LibraryContext, id: unknown, options: unknown) => Promise<unknown>;
const calls: Readonly<Record<string, Call>> = {
  get: (system, id, options) => getTask(id as string, options as object, system),
  wait: (system, id, options) => waitFor(id as string, options as object, system),
  watch: (system, id, options) => watchTask(id as string, options as object, system).next(),
  download: (system, id, options) => downloadFile(id as string, options as object, system),
  create: (system, _id, options) => createTask(options as object, system),
};

/** By the call that takes them; the first word of the error is the option's name. */
const wrong: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  get: {
    region: [5, null, '', 'cn-beijing'],
    lang: ['fr', null],
    roleFor: [1_193_842_352_994_186, 9_007_199_254_740_993n, '', '12x'],
    endpoint: [new URL('https://example.com'), '', 'http://example.com'],
    vpc: ['false', 1, null],
    credentials: ['TestKeySecret', null, [], 5],
    'credentials.accessKeyId': [{}, { ...key, accessKeyId: 'a\n' }],
    'credentials.accessKeySecret': [{ accessKeyId: 'a' }, { ...key, accessKeySecret: ' b' }],
    'credentials.securityToken': [{ ...key, securityToken: null }],
    'credentials.expiresAt': [
      { ...key, expiresAt: badDate },
      { ...key, expiresAt: NaN },
    ],
    signal: [{}, new AbortController(), null],
    env: ['x', null, { SIEM_EXPORT_LANG: 5 }],
    timeoutMs: [5],
    accessKeyId: ['TestKeyId'],
  },
  wait: {
    timeoutMs: [NaN, -1, '5', badDate, null],
    stallTimeoutMs: [NaN, 0, -1, '5'],
    intervalMs: [NaN, 0, -1, Infinity, '5'],
    maxIntervalMs: [NaN, 0, -1, Infinity],
    onUnknown: ['stop', true],
    timeoutMS: [5],
  },
  watch: { timeoutMs: [NaN], onUnknown: ['stop'], timeout: [5] },
  create: {
    exportType: [5, ''],
    parameter: [5, null, [1], 'no JSON', '[]', new Date(0), new Map(), Promise.resolve(key)],
    'parameter:': [{ a: 1n }, { a: NaN }, { a: badDate }, { a: { b: [Infinity] } }, circle],
    ExportTaskType: ['incident_list'],
  },
  download: {
    file: [5, '', '/tmp/a\0b', new URL('file:///tmp/a')],
    folder: [5, ''],
    stream: [{}, 5, { write: 5 }],
    ifExists: ['replace'],
    resume: ['no'],
    connections: [0, -1, NaN, 1.5, 17, '4'],
    limitRate: [0, -1, NaN, Infinity, '512k'],
    receipt: ['no'],
    allowedHosts: ['example.com', [5], ['*'], ['https://example.com']],
    onProgress: [5],
  },
};

const cases = Object.entries(wrong).flatMap(([call, options]) =>
  Object.entries(options).flatMap(([name, values]) =>
    values.map((value, index) => ({ call, name, value, index })),
  ),
);

describe('a wrong argument', () => {
  it.each(cases)('is a usage error: $call, $name, $index', async ({ call, name, value }) => {
    const { sandbox, system } = await startService();
    const option = /^\w+/.exec(name)?.[0] ?? '';
    const work = calls[call]?.(system, '400185', { [option]: value }) ?? Promise.resolve();
    const error = await failureOf(work);
    expect(error).toMatchObject({ name: 'UsageError', code: 'Usage', exit: 'usage' });
    const { message } = error as Error;
    expect(message).toContain(`options.${name}`);
    expect(message).not.toContain('TestKey');
    expect(sandbox.requests).toEqual([]);
  });

  const ids = [200_013, 200_013n, 2 ** 53 + 2, null, '', '12x', '-1', {}, ['1'], badDate];
  it.each(['get', 'wait', 'watch', 'download'])('is not an id: %s', async (call) => {
    const { sandbox, system } = await startService();
    for (const id of [...ids, Symbol('id'), '9223372036854775808']) {
      const work = calls[call]?.(system, id, {});
      await expect(work).rejects.toThrow(/^exportId: .*allowed is a string, ID or /);
      await expect(calls[call]?.(system, id, {})).rejects.toMatchObject({ name: 'UsageError' });
    }
    expect(sandbox.requests).toEqual([]);
  });

  it.each(Object.keys(calls))('is not an object of options: %s', async (call) => {
    const { sandbox, system } = await startService();
    for (const options of [null, 'x', 5, []]) {
      const work = calls[call]?.(system, '400185', options);
      await expect(work).rejects.toMatchObject({ name: 'UsageError' });
    }
    expect(sandbox.requests).toEqual([]);
  });

  it('is a second target of a download', async () => {
    const { sandbox, system } = await startService();
    const options = { file: '/tmp/a', folder: '/tmp/b' };
    await expect(downloadFile('400185', options, system)).rejects.toMatchObject({
      name: 'UsageError',
    });
    expect(sandbox.requests).toEqual([]);
  });

  it.each([undefined, null, {}, { accessKeyId: 'a' }, 'TestKeySecret'])(
    'is a function that returns %j instead of credentials',
    async (given) => {
      const { sandbox, system } = await startService();
      const credentials = (() => Promise.resolve(given)) as unknown as () => typeof key;
      for (const work of [getTask, waitFor, downloadFile]) {
        const error = await failureOf(work('400185', { credentials }, system));
        expect(error).toMatchObject({ name: 'UsageError' });
        expect((error as Error).message).toMatch(/^options\.credentials\(\)/);
        expect((error as Error).message).not.toContain('TestKey');
      }
      expect(sandbox.requests).toEqual([]);
    },
  );

  it('is an unknown option: the error lists the known ones', async () => {
    const { system } = await startService();
    await expect(waitFor('400185', { timeoutMS: 5 } as object, system)).rejects.toThrow(
      /^options\.timeoutMS: unknown option; known are region, .*timeoutMs/,
    );
  });

  it.each([
    [null, 'options'],
    [{ scenario: 5 }, 'options.scenario'],
    [{ scenario: null }, 'options.scenario'],
    [{ scenario: [] }, 'options.scenario'],
    [{ scenario: 'none' }, 'options.scenario'],
    [{ scenario: { tasks: 5 } }, 'options.scenario'],
    [{ port: -1 }, 'options.port'],
    [{ port: NaN }, 'options.port'],
    [{ port: '80' }, 'options.port'],
    [{ port: 65_536 }, 'options.port'],
    [{ scenari: 'failed' }, 'options.scenari'],
  ])('is rejected by the sandbox: %j', async (options, place) => {
    const error = await failureOf(startSandbox(options as object));
    expect(error).toMatchObject({ name: 'UsageError' });
    expect((error as Error).message).toContain(place);
  });

  it('is not an option that is undefined', async () => {
    const { system } = await startService();
    const nothing = { timeoutMs: undefined, timeoutMS: undefined, credentials: undefined };
    expect(await waitFor('400185', nothing as object, system)).toMatchObject({
      outcome: 'succeeded',
    });
  });
});
