import { getEventListeners } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../helpers/failure-of.ts';
import { createScaledClock } from '../helpers/scaled-clock.ts';
import { createObject, createWorkbook, startStore } from '../helpers/store-server.ts';
import { holds, listFolder, makeFolder, startDownload } from './start-download.ts';
import { expectMode } from '../helpers/posix.ts';

const workbook = createWorkbook(100_000);
const object = await createObject(workbook);

describe('downloadFile', () => {
  it('saves the complete file, readable by its owner only', async () => {
    const store = await startStore(object);
    const folder = await makeFolder();
    const target = { kind: 'folder', folder, fileName: 'event_1.xlsx' } as const;
    const { result, events } = startDownload({ link: store.link(), target });
    const path = join(folder, 'event_1.xlsx');
    expect(await result).toMatchObject({
      path,
      bytes: workbook.length,
      resumedFrom: 0,
      crc64: object.crc64,
      verified: 'crc64',
      skipped: false,
    });
    expect(await holds(path, workbook)).toBe(true);
    await expectMode(path, 0o600);
    expect(await listFolder(folder)).toEqual(['event_1.xlsx']);
    const totalBytes = workbook.length;
    const url = `${store.url}/siem/event_1.xlsx?***`;
    expect(events.filter(({ type }) => type !== 'answer' && type !== 'progress')).toEqual([
      { type: 'request', method: 'GET', url, headers: { 'accept-encoding': 'identity' } },
      { type: 'started', path, totalBytes, resumedFrom: 0 },
      { type: 'verifying' },
    ]);
    expect(events.at(-2)).toEqual({ type: 'progress', receivedBytes: totalBytes, totalBytes });
  });

  it('creates the folder and its parents if missing', async () => {
    const store = await startStore(object);
    const folder = join(await makeFolder(), 'a', 'b');
    const target = { kind: 'folder', folder, fileName: 'x.xlsx' } as const;
    await startDownload({ link: store.link(), target }).result;
    expect(await listFolder(folder)).toEqual(['x.xlsx']);
  });

  it('sends the store only what the request needs, and the link unchanged', async () => {
    const store = await startStore(object);
    const path = join(await makeFolder(), 'x.xlsx');
    const link = `${store.url}/b/%E5%91%8A%e8%ad%a6+a%2Fb~(1).xlsx?Expires=1&Signature=a%2Bb%2f/c+d%3D&x=!*`;
    await startDownload({ link, target: { kind: 'file', path } }).result;
    const [request] = store.received;
    expect(request?.method).toBe('GET');
    expect(request?.url).toBe(link.slice(store.url.length));
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(request?.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': 'siem-export/test',
    });
  });

  it('writes a receipt with the facts of the export, of the store and of the file', async () => {
    const store = await startStore(object);
    const path = join(await makeFolder(), 'x.xlsx');
    const { result } = startDownload({
      link: store.link('a-bearer-secret'),
      target: { kind: 'file', path },
      receipt: { ExportId: 200_013, Region: 'cn-hangzhou', RoleFor: null, RequestId: 'R-1' },
    });
    const { sha256, receiptPath } = await result;
    expect(receiptPath).toBe(`${path}.receipt.json`);
    const text = await readFile(`${path}.receipt.json`, 'utf8');
    expect(JSON.parse(text)).toEqual({
      Schema: 1,
      File: 'x.xlsx',
      ExportId: 200_013,
      Region: 'cn-hangzhou',
      RoleFor: null,
      RequestId: 'R-1',
      Bytes: workbook.length,
      Crc64: object.crc64,
      Sha256: sha256,
      Verified: 'crc64',
      ETag: '"one"',
      StoreRequestId: 'STORE-1',
      StoreDate: expect.stringMatching(/GMT$/) as string,
      LastModified: 'Tue, 24 Nov 2026 00:00:00 GMT',
      Link: `${store.url}/siem/event_1.xlsx`,
      Tool: expect.stringMatching(/^siem-export \d/) as string,
    });
    expect(text).not.toContain('a-bearer-secret');
    await expectMode(`${path}.receipt.json`, 0o600);
  });

  it('removes what a run left that was killed while it wrote the receipt', async () => {
    const store = await startStore(object);
    const folder = await makeFolder();
    const path = join(folder, 'x.xlsx');
    await writeFile(join(folder, `.x.xlsx.receipt.json.${'0'.repeat(32)}.new`), '{"Sche');
    const target = { kind: 'file', path } as const;
    await startDownload({ link: store.link(), target, receipt: {} }).result;
    expect(await listFolder(folder)).toEqual(['x.xlsx', 'x.xlsx.receipt.json']);
  });

  it('fetches an empty file', async () => {
    const store = await startStore(await createObject(Buffer.alloc(0)));
    const path = join(await makeFolder(), 'empty.txt');
    const target = { kind: 'file', path } as const;
    const link = store.link('s', 'empty.txt');
    const result = await startDownload({ link, target }).result;
    expect(result).toMatchObject({ bytes: 0, crc64: '0', verified: 'crc64' });
    expect(await readFile(path)).toHaveLength(0);
  });

  it('fails with the reason of a signal that is already aborted, and sends nothing', async () => {
    const store = await startStore(object);
    const folder = await makeFolder();
    const reason = new Error('stop');
    const { result } = startDownload({
      link: store.link(),
      target: { kind: 'file', path: join(folder, 'x.xlsx') },
      signal: AbortSignal.abort(reason),
    });
    expect(await failureOf(result)).toBe(reason);
    expect(store.received).toEqual([]);
    expect(await listFolder(folder)).toEqual([]);
  });
});

describe('a download that is interrupted', () => {
  it('ends within a second, with the reason, and leaves no listener', async () => {
    const store = await startStore(object, () => ({ cutAfter: 20_000, cut: 'stall' }));
    const folder = await makeFolder();
    const controller = new AbortController();
    const reason = new Error('stop');
    const { result } = startDownload({
      link: store.link(),
      target: { kind: 'file', path: join(folder, 'x.xlsx') },
      signal: controller.signal,
      clock: createScaledClock(1),
      onEvent: ({ type }) => {
        if (type === 'started') controller.abort(reason);
      },
    });
    expect(await failureOf(result)).toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(await listFolder(folder)).not.toContain('x.xlsx');
  });

  it('leaves no listener after a success', async () => {
    const store = await startStore(object, (index) =>
      index < 2 ? { cutAfter: 20_000, cut: 'reset' } : {},
    );
    const { signal } = new AbortController();
    const path = join(await makeFolder(), 'x.xlsx');
    const target = { kind: 'file', path } as const;
    await startDownload({ link: store.link(), target, signal }).result;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
