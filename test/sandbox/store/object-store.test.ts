import { createHash } from 'node:crypto';
import { createCRC64 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import type { RawAnswer } from '../api-client.ts';
import { withSandbox } from '../with-sandbox.ts';

const done = { id: 7, durationMs: 0 };

describe('the object store', () => {
  it('gives the whole file, with its digests', async () => {
    const { sandbox, link } = await withFile();
    const file = await sandbox.fetch(link);
    expect(file.status).toBe(200);
    expect(file.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-length': String(file.body.length),
      'content-md5': createHash('md5').update(file.body).digest('base64'),
      etag: `"${createHash('md5').update(file.body).digest('hex').toUpperCase()}"`,
      'x-oss-hash-crc64ecma': await crc64Of(file.body),
      'accept-ranges': 'bytes',
      'last-modified': new Date(sandbox.now()).toUTCString(),
      date: new Date(sandbox.now()).toUTCString(),
    });
    expect(file.headers['x-oss-request-id']).toMatch(/^[0-9A-F]{24}$/);
  });

  it('gives the same file each time, and each task a file of its own', async () => {
    const sandbox = await withSandbox({ tasks: [{ from: 1, to: 2, durationMs: 0 }] });
    const [first, again, other] = [
      await sandbox.fetch(await sandbox.linkOf('1')),
      await sandbox.fetch(await sandbox.linkOf('1')),
      await sandbox.fetch(await sandbox.linkOf('2')),
    ];
    expect(again.body.equals(first.body)).toBe(true);
    expect(other.body.equals(first.body)).toBe(false);
  });

  it('gives a part, with the digest of the whole', async () => {
    const { sandbox, link, file } = await withFile();
    const part = await sandbox.fetch(link, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 100-199/${file.body.length}`);
    expect(part.headers['content-length']).toBe('100');
    expect(part.headers['x-oss-hash-crc64ecma']).toBe(file.headers['x-oss-hash-crc64ecma']);
    expect(part.body.equals(file.body.subarray(100, 200))).toBe(true);
  });

  it('gives the whole file for a Range beyond its end', async () => {
    const { sandbox, link, file } = await withFile();
    const range = `bytes=${file.body.length}-`;
    const answer = await sandbox.fetch(link, { headers: { range } });
    expect([answer.status, answer.body.length]).toEqual([200, file.body.length]);
    expect(answer.headers['content-range']).toBeUndefined();
  });

  it('answers 416 for it when asked to keep to the standard', async () => {
    const { sandbox, link, file } = await withFile({ linkForm: 'unsigned' });
    const headers = {
      range: `bytes=${file.body.length}-`,
      'x-oss-range-behavior': 'standard',
    };
    const answer = await sandbox.fetch(link, { headers });
    expect([answer.status, codeOf(answer)]).toEqual([416, 'InvalidRange']);
    expect(answer.body.toString()).toContain(
      `<ActualObjectSize>${file.body.length}</ActualObjectSize>`,
    );
  });

  it('hears the conditions of a request', async () => {
    const { sandbox, link, file } = await withFile();
    const { etag = '' } = file.headers;
    const modified = file.headers['last-modified'] ?? '';
    const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
    const table = [
      [{ 'if-match': etag }, 200],
      [{ 'if-match': '"other"' }, 412],
      [{ 'if-match': etag, range: 'bytes=0-9' }, 206],
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': '"other"' }, 200],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': earlier }, 200],
      [{ 'if-unmodified-since': modified }, 200],
      [{ 'if-unmodified-since': earlier }, 412],
      [{ 'if-range': '"other"', range: 'bytes=0-9' }, 206],
    ] as const;
    const statuses = [];
    for (const [headers] of table) statuses.push((await sandbox.fetch(link, { headers })).status);
    expect(statuses).toEqual(table.map(([, status]) => status));
    const refused = await sandbox.fetch(link, { headers: { 'if-match': '"other"' } });
    expect(codeOf(refused)).toBe('PreconditionFailed');
  });

  it('answers a HEAD of an unsigned Link with the headers alone', async () => {
    const { sandbox, link, file } = await withFile({ linkForm: 'unsigned' });
    const answer = await sandbox.fetch(link, { method: 'HEAD' });
    expect([answer.status, answer.body.length]).toEqual([200, 0]);
    expect(answer.headers['content-length']).toBe(String(file.body.length));
  });

  it('refuses a HEAD of a Link that was signed for a GET, as OSS does', async () => {
    const { sandbox, link } = await withFile();
    expect((await sandbox.fetch(link, { method: 'HEAD' })).status).toBe(403);
  });

  it.each(['v1', 'v2', 'v4', 's3'])(
    'takes Links of the form %s until they expire',
    async (linkForm) => {
      const { sandbox, link } = await withFile({ linkForm, linkTtlMs: 60_000 });
      expect((await sandbox.fetch(link)).status).toBe(200);
      sandbox.pass(61_000);
      const late = await sandbox.fetch(link);
      expect([late.status, codeOf(late)]).toEqual([403, 'AccessDenied']);
      const text = late.body.toString();
      expect(text).toContain('<Message>Request has expired.</Message>');
      expect(text).toContain(`<ServerTime>${new Date(sandbox.now()).toISOString()}</ServerTime>`);
      expect(text).toContain('<EC>0002-00000069</EC>');
      expect((await sandbox.fetch(await sandbox.linkOf('7'))).status).toBe(200);
    },
  );

  it('refuses a query that was tampered with', async () => {
    const { sandbox, link } = await withFile();
    const answer = await sandbox.fetch(link.replace('Expires=1', 'Expires=2'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  it('refuses a Link without its query', async () => {
    const { sandbox, link } = await withFile();
    const answer = await sandbox.fetch(link.slice(0, link.indexOf('?')));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it.each([
    ['authorization', 400],
    ['cookie', 403],
    ['x-acs-security-token', 403],
    ['X-Acs-Action', 403],
  ])('refuses %s, which belongs to the API', async (name, status) => {
    const { sandbox, link } = await withFile({}, [{ on: 'store', answer: { status: 200 } }]);
    expect((await sandbox.fetch(link, { headers: { [name]: 'anything' } })).status).toBe(status);
  });

  it('refuses other methods', async () => {
    const { sandbox, link } = await withFile();
    const answer = await sandbox.fetch(link, { method: 'PUT' });
    expect([answer.status, codeOf(answer)]).toEqual([405, 'MethodNotAllowed']);
  });

  it('names the file as the API does, however strange the name', async () => {
    const fileName = '..\\事件 "1"\u202e\ud800.xlsx';
    const { sandbox, link, file } = await withFile({ fileName });
    const { elements } = await sandbox.ask({ ExportId: '7' });
    expect(elements['FileName']).toBe(fileName);
    expect(new URL(link).pathname).toMatch(/^\/export_file\/\d+\/event_\d+_\d+\.xlsx$/);
    const encoded = file.headers['content-disposition']?.split("UTF-8''")[1] ?? '';
    expect(decodeURIComponent(encoded)).toBe('..\\事件 "1"\u202e\ufffd.xlsx');
  });

  it('writes errors as OSS does', async () => {
    const { sandbox, link } = await withFile();
    const answer = await sandbox.fetch(link.replace('.xlsx', '.xls'));
    const requestId = String(answer.headers['x-oss-request-id']);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.body.toString()).toMatch(
      new RegExp(
        `^<\\?xml version="1.0" encoding="UTF-8"\\?>\n<Error>\n  <Code>SignatureDoesNotMatch</Code>\n  <Message>.*</Message>\n  <RequestId>${requestId}</RequestId>\n  <HostId>127.0.0.1:\\d+</HostId>\n(  <.*>\n)+</Error>\n$`,
      ),
    );
  });
});

async function withFile(shape: object = {}, faults: readonly object[] = []) {
  const sandbox = await withSandbox({ tasks: [{ ...done, ...shape }], faults });
  const link = await sandbox.linkOf('7');
  return { sandbox, link, file: await sandbox.fetch(link) };
}

function codeOf({ body }: RawAnswer): string | undefined {
  return /<Code>(.*)<\/Code>/.exec(body.toString())?.[1];
}

async function crc64Of(bytes: Uint8Array): Promise<string> {
  const crc64 = await createCRC64();
  return BigInt(`0x${crc64.init().update(bytes).digest('hex')}`).toString();
}
