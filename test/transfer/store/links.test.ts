import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiemExportError } from '../../../src/base/errors.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import { createObject, createWorkbook, startStore } from '../../helpers/store-server.ts';
import { holds, listFolder, makeFolder, startDownload } from '../start-download.ts';

const workbook = createWorkbook(300_000);
const object = await createObject(workbook);
const expired = { status: 403, code: 'AccessDenied', message: 'Request has expired.' };

describe('a link that expires', () => {
  it('is renewed during the transfer, as often as needed, and the transfer continues at the same byte', async () => {
    let valid = 1;
    const store = await startStore(object, (_, { url }) => {
      if (!url.endsWith(`Signature=${valid}`)) return expired;
      valid += 1;
      return valid < 6 ? { cutAfter: 50_000, cut: 'end' } : {};
    });
    const folder = await makeFolder();
    const path = join(folder, 'x.xlsx');
    const { result, events } = startDownload({
      link: store.link('1'),
      target: { kind: 'file', path },
      renewLink: () => Promise.resolve(store.link(String(valid))),
    });
    await result;
    expect(await holds(path, workbook)).toBe(true);
    expect(events.filter(({ type }) => type === 'link-renewed')).toHaveLength(4);
    expect(events.some(({ type }) => type === 'restarted')).toBe(false);
    expect(store.received.at(-1)?.headers['range']).toMatch(/^bytes=\d+-$/);
  });

  it('is renewed once after any other 403 too', async () => {
    const store = await startStore(object, (index) =>
      index === 0 ? { status: 403, code: 'SignatureDoesNotMatch' } : {},
    );
    const path = join(await makeFolder(), 'x.xlsx');
    const { result } = startDownload({
      link: store.link('1'),
      target: { kind: 'file', path },
      renewLink: () => Promise.resolve(store.link('2')),
    });
    await result;
    expect(store.received).toHaveLength(2);
  });

  it('fails if the new one is rejected too, without a query in the message', async () => {
    const store = await startStore(object, () => ({ status: 403, code: 'SignatureDoesNotMatch' }));
    const folder = await makeFolder();
    let renewals = 0;
    const { result } = startDownload({
      link: store.link('bearer'),
      target: { kind: 'folder', folder, fileName: 'x.xlsx' },
      renewLink: () => {
        renewals += 1;
        return Promise.resolve(store.link('bearer2'));
      },
    });
    const error = await failureOf(result);
    expect(error).toMatchObject({ code: 'LinkDenied', exit: 'download', requestId: 'STORE-E' });
    expect(JSON.stringify(error) + String(error)).not.toContain('bearer');
    expect(renewals).toBe(1);
    expect(await listFolder(folder)).toEqual([]);
  });

  it('fails as LinkExpired if it cannot be renewed', async () => {
    const store = await startStore(object, () => expired);
    const path = join(await makeFolder(), 'x.xlsx');
    const target = { kind: 'file', path } as const;
    const { result } = startDownload({ link: store.link(), target });
    expect(await failureOf(result)).toMatchObject({ code: 'LinkExpired', exit: 'download' });
    expect(store.received).toHaveLength(1);
  });

  it('is renewed before the request if its query states that it has expired', async () => {
    const store = await startStore(object);
    const path = join(await makeFolder(), 'x.xlsx');
    const { result, events } = startDownload({
      link: store.link('1').replace('4102444800', '1000000000'),
      target: { kind: 'file', path },
      renewLink: () => Promise.resolve(store.link('2')),
    });
    await result;
    expect(events.some(({ type }) => type === 'link-renewed')).toBe(true);
    expect(store.received.map(({ url }) => url.endsWith('Signature=2'))).toEqual([true]);
  });

  it('is used anyway if it seems to have expired and cannot be renewed', async () => {
    const store = await startStore(object);
    const path = join(await makeFolder(), 'x.xlsx');
    const { result } = startDownload({
      link: store.link('1').replace('4102444800', '1000000000'),
      target: { kind: 'file', path },
      renewLink: () => Promise.reject(new Error('no')),
    });
    await result;
    expect(await holds(path, workbook)).toBe(true);
  });

  it('fails with the reason if it cannot be renewed', async () => {
    const store = await startStore(object, () => expired);
    const path = join(await makeFolder(), 'x.xlsx');
    const refusal = new SiemExportError('NoPermission', 'auth', 'not allowed', { hint: 'ask' });
    const { result } = startDownload({
      link: store.link(),
      target: { kind: 'file', path },
      renewLink: () => Promise.reject(refusal),
    });
    expect(await failureOf(result)).toMatchObject({
      code: 'NoPermission',
      exit: 'auth',
      message: 'the download link could not be renewed: not allowed',
      hint: 'ask',
    });
  });

  it('is not replaced by one to another host', async () => {
    const store = await startStore(object, () => expired);
    const path = join(await makeFolder(), 'x.xlsx');
    const { result } = startDownload({
      link: store.link(),
      target: { kind: 'file', path },
      renewLink: () => Promise.resolve('https://example.com/x?Signature=bearer'),
    });
    expect(await failureOf(result)).toMatchObject({ code: 'LinkHostNotAllowed' });
  });
});
