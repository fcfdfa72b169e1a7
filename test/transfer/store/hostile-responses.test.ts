import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/operations/explain/explain.ts';
import { failureOf } from '../../helpers/failure-of.ts';
import {
  createObject,
  createWorkbook,
  startStore,
  type ResponsePlan,
  type StoredObject,
} from '../../helpers/store-server.ts';
import { startServer } from '../../helpers/with-server.ts';
import { listFolder, makeFolder, startDownload } from '../start-download.ts';

const workbook = createWorkbook(50_000);
const object = await createObject(workbook);

/** What explain states about a code. */
function explained(code: string) {
  const { exit, retryable, advice } = explain(code);
  return { code, exit, retryable, hint: advice.en };
}

describe('a response that is not the file', () => {
  it.each<[string, ResponsePlan, object]>([
    [
      'a digest that does not match',
      { headers: { 'x-oss-hash-crc64ecma': '1' } },
      explained('DigestMismatch'),
    ],
    [
      'an MD5 that does not match',
      { headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } },
      explained('DigestMismatch'),
    ],
    [
      'a missing object',
      { status: 404, code: 'NoSuchKey' },
      { code: 'NoSuchKey', exit: 'download' },
    ],
    [
      'a 400',
      { status: 400, code: 'InvalidArgument' },
      { code: 'InvalidArgument', exit: 'download' },
    ],
    ['a 206 that was not asked for', { status: 206 }, { exit: 'download' }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, { exit: 'download' }],
    [
      'a compressed body',
      {
        headers: { 'content-encoding': 'gzip', 'content-length': undefined, etag: undefined },
        object: { ...object, content: gzipSync(workbook) },
      },
      { code: 'EncodedBody', exit: 'download' },
    ],
  ])('%s is refused, and nothing is left', async (_, plan, expected) => {
    const { result, folder } = await fetchFrom(plan);
    expect(await failureOf(result)).toMatchObject(expected);
    expect(await listFolder(folder)).toEqual([]);
  });

  it('is not followed if it redirects', async () => {
    const elsewhere = await startServer((_, response) => response.end('evil'));
    const location = `${elsewhere.url}/x?Signature=bearer`;
    const { result, events } = await fetchFrom({ status: 307, headers: { location } });
    expect(await failureOf(result)).toMatchObject({ code: 'Error', exit: 'download' });
    expect(elsewhere.received).toEqual([]);
    expect(JSON.stringify(events)).not.toContain('bearer');
  });

  it.each([
    ['an XML error page', Buffer.from('<?xml version="1.0"?><Error><Code>Busy</Code></Error>')],
    ['half a workbook', workbook.subarray(0, 30_000)],
    ['a zip without a workbook', Buffer.from(zipSync({ 'a.txt': Buffer.from('a') }))],
    ['nothing at all', Buffer.alloc(0)],
  ])('is not a workbook if the store has %s', async (_, content) => {
    const { result, folder } = await fetchFrom({ object: await createObject(content) });
    expect(await failureOf(result)).toMatchObject({ code: 'NotAWorkbook', exit: 'integrity' });
    expect(await listFolder(folder)).toEqual([]);
  });

  it('has no control character of its names in the error', async () => {
    // Names beyond ASCII are UTF-8; others are read as code page 437.
    const names = { '../告\u001b]0;owned\u0007': Buffer.from('a') };
    const { result } = await fetchFrom({ object: await createObject(Buffer.from(zipSync(names))) });
    const error = await failureOf(result);
    expect(error).toMatchObject({ code: 'NotAWorkbook' });
    expect((error as Error).message).toContain('../告?]0;owned?');
  });

  it('is refused if it is longer than its length', async () => {
    const server = await startServer((_, response) => {
      const { socket } = response;
      const head = `HTTP/1.1 200 OK\r\nContent-Length: ${workbook.length}\r\nx-oss-hash-crc64ecma: ${object.crc64 ?? ''}\r\n\r\n`;
      socket?.write(head);
      socket?.end(Buffer.concat([workbook, workbook]));
    });
    const path = join(await makeFolder(), 'x.xlsx');
    const target = { kind: 'file', path } as const;
    const { result } = startDownload({ link: `${server.url}/x.xlsx`, target });
    expect(await failureOf(result)).toMatchObject(explained('BodyTooLong'));
  });

  it('is refused if a range is longer than announced', async () => {
    const server = await startServer((request, response) => {
      const [, start = ''] = /bytes=(\d+)-/.exec(request.headers['range'] ?? '') ?? [];
      const headers = { etag: '"one"', 'x-oss-hash-crc64ecma': object.crc64 ?? '' };
      if (start === '') {
        response.writeHead(200, { ...headers, 'content-length': workbook.length });
        response.write(workbook.subarray(0, 10_000), () => response.socket?.end());
        return;
      }
      const range = `bytes ${start}-${workbook.length - 1}/${workbook.length}`;
      response.writeHead(206, { ...headers, 'content-range': range });
      response.end(Buffer.concat([workbook.subarray(Number(start)), Buffer.alloc(10)]));
    });
    const folder = await makeFolder();
    const { result } = startDownload({
      link: `${server.url}/x.xlsx`,
      target: { kind: 'folder', folder, fileName: 'x.xlsx' },
    });
    expect(await failureOf(result)).toMatchObject(explained('BodyTooLong'));
    expect(await listFolder(folder)).toEqual([]);
  });

  it('has no control characters in the message', async () => {
    const { result } = await fetchFrom({
      status: 400,
      code: 'Odd',
      message: '\u001b[2Jgone\u202e https://h/x?Signature=bearer',
    });
    const error = await failureOf(result);
    expect(String(error)).toContain('gone');
    for (const text of ['\u001b', '\u202e', 'bearer']) expect(String(error)).not.toContain(text);
  });
});

describe('an error page that repeats the link', () => {
  it.each(['%2BnYx41%3D', '+nYx41=', 'Expires=4102444800&OSSAccessKeyId=ak&Signature=%2BnYx41%3D'])(
    'does not show it: %s',
    async (repeated) => {
      const events: unknown[] = [];
      const plan = { status: 403, code: 'SignatureDoesNotMatch', message: `Not ${repeated}.` };
      const store = await startStore(object, () => ({ ...plan, headers: { 'x-echo': repeated } }));
      const folder = await makeFolder();
      const { result } = startDownload({
        link: store.link('%2BnYx41%3D'),
        target: { kind: 'folder', folder, fileName: 'x.xlsx' },
        onEvent: (event) => events.push(event),
      });
      const error = await failureOf(result);
      expect(String(error)).toContain(', Not ***.');
      expect(JSON.stringify(events)).toContain('***');
      for (const secret of ['nYx41', '4102444800&']) {
        expect(String(error)).not.toContain(secret);
        expect(JSON.stringify(events)).not.toContain(secret);
      }
    },
  );
});

describe('the verification of a file', () => {
  it.each<[string, Partial<StoredObject>, string]>([
    ['crc64', {}, 'x.xlsx'],
    ['md5', { crc64: undefined }, 'x.xlsx'],
    ['structure', { crc64: undefined, md5: undefined }, 'x.xlsx'],
    ['structure', { crc64: undefined, md5: undefined }, 'x.zip'],
    ['length', { crc64: undefined, md5: undefined }, 'x.bin'],
  ])('is %s', async (verified, without, name) => {
    const store = await startStore({ ...object, ...without });
    const path = join(await makeFolder(), name);
    const target = { kind: 'file', path } as const;
    const { result } = startDownload({ link: store.link('s', name), target });
    expect(await result).toMatchObject({ verified });
  });
});

describe('a store that is unavailable', () => {
  it('is requested again after 5xx and 429', async () => {
    const store = await startStore(object, (index) => ({
      ...[{ status: 500 }, { status: 503 }, { status: 429 }][index],
    }));
    const path = join(await makeFolder(), 'x.xlsx');
    const target = { kind: 'file', path } as const;
    const { result, events } = startDownload({ link: store.link(), target });
    expect(await result).toMatchObject({ verified: 'crc64' });
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(3);
  });
});

async function fetchFrom(plan: ResponsePlan) {
  const store = await startStore(object, () => plan);
  const folder = await makeFolder();
  const target = { kind: 'folder', folder, fileName: 'x.xlsx' } as const;
  return { folder, ...startDownload({ link: store.link(), target }) };
}
