import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadFile } from '../../src/library/download-file.ts';
import { getTask } from '../../src/library/task-calls.ts';
import { waitFor } from '../../src/library/wait-for-task.ts';
import { expiredSessionKey, sessionKey } from '../../src/sandbox/keys.ts';
import { startForwardProxy } from '../helpers/forward-proxy.ts';
import { makeFolder, startService } from './start-service.ts';

describe('in a service for many accounts', () => {
  const accounts = ['113091674488', '113091674489', '113091674490'];

  it('downloads run in parallel, with a folder for each account', async () => {
    const { system } = await startService();
    const folder = await makeFolder();
    const { signal } = new AbortController();
    const files = await Promise.all(
      accounts.map((roleFor) =>
        downloadFile('400185', { roleFor, folder: join(folder, roleFor), signal }, system),
      ),
    );
    expect((await readdir(folder)).sort()).toEqual(accounts);
    expect(new Set(files.map(({ path }) => path)).size).toBe(accounts.length);
    expect(files.every(({ verified }) => verified === 'crc64')).toBe(true);
  });

  it('a second download into the same file is refused as retryable', async () => {
    const { system } = await startService({ faults: [{ on: 'store', times: 1, delayMs: 30_000 }] });
    const file = join(await makeFolder(), 'export.xlsx');
    const both = await Promise.allSettled([
      downloadFile('400185', { file }, system),
      downloadFile('400185', { file }, system),
    ]);
    const refused = both.find(({ status }) => status === 'rejected');
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused).toMatchObject({ reason: { code: 'Locked', retryable: true } });
    expect(await downloadFile('400185', { file }, system)).toMatchObject({ skipped: true });
  });

  it('a session that expires during a wait is renewed', async () => {
    const { system } = await startService();
    const asked: boolean[] = [];
    const credentials = ({ renew }: { readonly renew: boolean }) => {
      asked.push(renew);
      return renew || asked.length > 3 ? sessionKey : expiredSessionKey;
    };
    const ended = await waitFor('200013', { credentials }, system);
    expect(ended).toMatchObject({ outcome: 'succeeded' });
    expect(asked.slice(0, 2)).toEqual([false, true]);
  });

  it('each call uses the proxy of its own environment', async () => {
    const { system } = await startService();
    const credentials = sessionKey;
    const proxy = await startForwardProxy({ targetPort: 1, refuseWith: 403 });
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}` };
    const options = { env, credentials, endpoint: 'siem.test' };
    await expect(getTask('400185', options, system)).rejects.toMatchObject({
      code: 'ProxyRefused',
    });
    expect(proxy.asked).toEqual(['CONNECT siem.test:443']);
    expect(await getTask('400185', {}, system)).toMatchObject({ state: 'succeeded' });
  });

  it('the next call resumes an aborted download', async () => {
    const size = { id: 400185, durationMs: 0, sizeBytes: 3_000_000 };
    const { system } = await startService({
      tasks: [size],
      faults: [{ on: 'store', times: 1, bytesPerSecond: 10_000 }],
    });
    const folder = await makeFolder();
    const stop = new AbortController();
    const reason = new Error('the service is shut down');
    const onProgress = ({ receivedBytes }: { readonly receivedBytes: number }): void => {
      if (receivedBytes > 1_000_000) stop.abort(reason);
    };
    const options = { folder, connections: 1, onProgress, signal: stop.signal };
    await expect(downloadFile('400185', options, system)).rejects.toBe(reason);
    expect((await readdir(folder)).every((name) => name.includes('.part'))).toBe(true);
    const file = await downloadFile('400185', { folder }, system);
    expect(file.resumedFrom).toBeGreaterThan(0);
    expect((await readFile(file.path ?? '')).length).toBe(file.bytes);
  });

  it('an error of the listener ends the download, and is thrown', async () => {
    const { system } = await startService();
    const folder = await makeFolder();
    const broken = new Error('the listener is broken');
    const onProgress = (): void => {
      throw broken;
    };
    await expect(downloadFile('400185', { folder, onProgress }, system)).rejects.toBe(broken);
  });
});
