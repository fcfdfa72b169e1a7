import { createServer } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createTask, getTask } from '../../src/library/task-calls.ts';
import { waitFor } from '../../src/library/wait-for-task.ts';
import { sessionKey, standardKey } from '../../src/sandbox/keys.ts';
import { listen } from '../helpers/with-server.ts';
import { makeFolder, startService } from './start-service.ts';

describe('getExportTask', () => {
  it('returns the elements of the response unchanged, and their meaning', async () => {
    const { sandbox, system } = await startService();
    const task = await getTask('400185', {}, system);
    expect(task).toMatchObject({
      state: 'succeeded',
      status: 'success',
      exportId: '400185',
      progress: 66,
      createdAt: new Date(1_605_076_118_000),
    });
    expect(task.response).toMatchObject({
      Id: 400185,
      ExportStatus: 'success',
      ExportType: 'incident_list',
      Progress: 66,
      GmtCreate: '1605076118000',
    });
    expect(task.link).toBe(task.response.Link);
    expect(task.link).toMatch(sandbox.endpoint);
    expect(task.linkExpiresAt?.getTime()).toBeGreaterThan(system.clock.now());
  });

  it('lets a reference override the options, as a string or an object', async () => {
    const { system } = await startService({
      tasks: [{ id: 500003, durationMs: 0, region: 'ap-southeast-1', account: '113091674489' }],
    });
    const options = { region: 'cn-hangzhou', roleFor: '7' } as const;
    const parts = { region: 'ap-southeast-1', roleFor: '113091674489', exportId: '500003' };
    for (const name of ['ap-southeast-1/113091674489/500003', parts]) {
      expect((await getTask(name, options, system)).exportId).toBe('500003');
    }
    const rest = { region: 'ap-southeast-1', roleFor: '113091674489' } as const;
    expect((await getTask('500003', rest, system)).state).toBe('succeeded');
    for (const wrong of ['cn-hangzhou/', '7/8/9', { exportId: '1/2' }, { region: 'cn-hangzhou' }]) {
      await expect(getTask(wrong as string, {}, system)).rejects.toThrow('[REGION/][ACCOUNT/]ID');
    }
  });

  it('keeps the value of a 64-bit id', async () => {
    const { system } = await startService({ tasks: [{ id: '9007199254740993', durationMs: 0 }] });
    const task = await getTask('9007199254740993', {}, system);
    expect(task.exportId).toBe('9007199254740993');
    expect(task.response.Id).toBe(9_007_199_254_740_993n);
  });

  it('throws an error with code, retryable and request id', async () => {
    const { system } = await startService();
    await expect(getTask('1', {}, system)).rejects.toMatchObject({
      exit: 'not-found',
      retryable: false,
      requestId: expect.any(String) as string,
    });
  });

  it('lets options override variables', async () => {
    const { sandbox, system } = await startService();
    await getTask(
      '400185',
      { lang: 'en', env: { ...sandbox.env, SIEM_EXPORT_LANG: 'zh' } },
      system,
    );
    expect(sandbox.requests[0]?.body.toString()).toContain('Lang=en');
  });

  it('reads credentials from the home folder of the given environment', async () => {
    const { sandbox, system } = await startService();
    const home = await makeFolder();
    await mkdir(join(home, '.aliyun'));
    const { accessKeyId: access_key_id, accessKeySecret: access_key_secret } = standardKey;
    const profiles = [{ name: 'a', mode: 'AK', access_key_id, access_key_secret }];
    const config = JSON.stringify({ current: 'a', profiles });
    await writeFile(join(home, '.aliyun', 'config.json'), config, { mode: 0o600 });
    const { SIEM_EXPORT_ENDPOINT } = sandbox.env;
    const env = { SIEM_EXPORT_ENDPOINT, HOME: home, USERPROFILE: home };
    expect(await getTask('400185', { env }, system)).toMatchObject({ state: 'succeeded' });
  });

  it("signs with what the caller's function returns", async () => {
    const { sandbox, system } = await startService();
    const credentials = () => Promise.resolve(sessionKey);
    await getTask('400185', { credentials }, system);
    await getTask('400185', { credentials: standardKey }, system);
    const tokens = sandbox.requests.map(
      ({ headers }) => headers.find(([name]) => name === 'x-acs-security-token')?.[1],
    );
    expect(tokens).toEqual([sessionKey.securityToken, undefined]);
  });

  it('closes its connection to the token service', async () => {
    const { sandbox, system } = await startService();
    const { accessKeyId, accessKeySecret, securityToken } = sessionKey;
    const answer = JSON.stringify({
      ...{ Code: 'Success', AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret },
      ...{ SecurityToken: securityToken, Expiration: '2099-01-01T00:00:00Z' },
    });
    const service = createServer((_, response) => response.end(answer));
    const port = await listen(service);
    const env = {
      ...sandbox.env,
      ALIBABA_CLOUD_ACCESS_KEY_ID: '',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
      ALIBABA_CLOUD_CREDENTIALS_URI: `http://127.0.0.1:${port}/`,
    };
    const countConnections = promisify(service.getConnections.bind(service));
    await getTask('400185', { env }, system);
    await expect.poll(countConnections).toBe(0);
  });

  it("throws what the caller's function throws", async () => {
    const { system } = await startService();
    const broken = new Error('the vault is closed');
    const credentials = () => Promise.reject(broken);
    await expect(getTask('400185', { credentials }, system)).rejects.toBe(broken);
    await expect(waitFor('400185', { credentials }, system)).rejects.toBe(broken);
  });

  it('throws the reason of the signal, before and during a request', async () => {
    const { sandbox, system } = await startService({
      faults: [{ on: 'GetExportTask', every: 1, hang: true }],
    });
    const reason = new Error('no longer needed');
    const aborted = AbortSignal.abort(reason);
    await expect(getTask('400185', { signal: aborted }, system)).rejects.toBe(reason);
    expect(sandbox.requests).toEqual([]);
    const controller = new AbortController();
    const asking = getTask('400185', { signal: controller.signal }, system);
    await expect.poll(() => sandbox.requests.length).toBe(1);
    controller.abort(reason);
    await expect(asking).rejects.toBe(reason);
  });
});

describe('createExportTask', () => {
  it('sends an object as JSON, and returns an id to wait for', async () => {
    const { sandbox, system } = await startService({ created: { durationMs: 5000 } });
    const parameter = { IncidentName: '告警 & more' };
    const { exportId, response } = await createTask({ parameter }, system);
    expect(String(response.Id)).toBe(exportId);
    const sent = new URLSearchParams(sandbox.requests[0]?.body.toString());
    expect(sent.get('ExportTaskParameter')).toBe(JSON.stringify(parameter));
    expect(sent.get('ExportTaskType')).toBe('incident_list');
    expect(await waitFor(exportId, {}, system)).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('waitForExportTask', () => {
  it('returns a success', async () => {
    const { system } = await startService();
    const ended = await waitFor('200013', {}, system);
    expect(ended).toMatchObject({ outcome: 'succeeded', task: { state: 'succeeded' } });
    expect(ended.polls).toBeGreaterThan(1);
  });

  it('returns a failure with its error', async () => {
    const { system } = await startService({
      tasks: [{ id: 200013, durationMs: 1000, finalStatus: 'failed' }],
    });
    expect(await waitFor('200013', {}, system)).toMatchObject({
      outcome: 'failed',
      task: { state: 'failed' },
      error: { code: 'TaskFailed', retryable: false },
    });
  });

  it.each([
    ['timed-out', { timeoutMs: 5000 }, 'TimedOut'],
    ['stalled', { stallTimeoutMs: 5000 }, 'Stalled'],
  ])('returns a wait that ended at its limit (%s)', async (outcome, options, code) => {
    const { system } = await startService({ tasks: [{ id: 200013, stallAtProgress: 10 }] });
    expect(await waitFor('200013', { intervalMs: 1000, ...options }, system)).toMatchObject({
      outcome,
      task: { state: 'running' },
      error: { code, retryable: true },
    });
  });

  it('throws an error that is not an outcome of a wait', async () => {
    const { system } = await startService();
    await expect(waitFor('1', {}, system)).rejects.toMatchObject({ exit: 'not-found' });
  });

  it('runs many times at a time in one process', async () => {
    const { system } = await startService();
    const waits = Array.from({ length: 20 }, () => waitFor('200013', {}, system));
    const outcomes = (await Promise.all(waits)).map(({ outcome }) => outcome);
    expect(new Set(outcomes)).toEqual(new Set(['succeeded']));
  });
});
