import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawAnswer } from '../api-client.ts';
import { withSandbox, type TestSandbox } from '../with-sandbox.ts';
import { task, withFault } from '../with-fault.ts';

describe('a fault of the store', () => {
  it('ends the body early, at any byte', async () => {
    const whole = await fileOf(await withSandbox({ tasks: [task] }));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.body.length - 1), async (truncateAfterBytes) => {
        const sandbox = await withFault({ on: 'store', truncateAfterBytes });
        const received = await receive(sandbox, await sandbox.linkOf('7'));
        expect(received.equals(whole.body.subarray(0, truncateAfterBytes))).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it('resets the connection in mid-body', async () => {
    const sandbox = await withFault({ on: 'store', reset: 5000 });
    await expect(fileOf(sandbox)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('lets the body stand still', async () => {
    const sandbox = await withFault({ on: 'store', hang: 5000 });
    const link = await sandbox.linkOf('7');
    const received = receive(sandbox, link, (bytes) => {
      if (bytes.length === 5000) void sandbox.close();
    });
    expect((await received).length).toBe(5000);
  });

  it('sends chunks without a length', async () => {
    const { headers, body } = await fileOf(await withFault({ on: 'store', noLength: true }));
    expect(headers['content-length']).toBeUndefined();
    expect(headers['transfer-encoding']).toBe('chunked');
    expect(body.subarray(0, 2).toString()).toBe('PK');
  });

  it('ends chunks early, and says that this is all', async () => {
    const fault = { on: 'store', noLength: true, truncateAfterBytes: 999 };
    const { status, body } = await fileOf(await withFault(fault));
    expect([status, body.length]).toEqual([200, 999]);
  });

  it('sends more bytes than it has announced, or fewer', async () => {
    const whole = await fileOf(await withSandbox({ tasks: [task] }));
    const longer = await withFault({ on: 'store', contentLengthOff: -6 });
    const received = await receive(longer, await longer.linkOf('7'));
    expect(received.equals(whole.body)).toBe(true);
    const shorter = await withFault({ on: 'store', contentLengthOff: 6 });
    await expect(fileOf(shorter)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(shorter.requests.at(-1)?.status).toBe(200);
  });

  it('compresses the body on the way, without length, ETag and ranges', async () => {
    const whole = await fileOf(await withSandbox({ tasks: [task] }));
    const { headers, body } = await fileOf(await withFault({ on: 'store', gzip: true }));
    expect(headers['content-encoding']).toBe('gzip');
    for (const name of ['content-length', 'etag', 'accept-ranges', 'content-md5']) {
      expect(headers[name]).toBeUndefined();
    }
    expect(gunzipSync(body).equals(whole.body)).toBe(true);
  });

  it('turns one bit over, in whole and in part, and leaves the digests alone', async () => {
    const whole = await fileOf(await withSandbox({ tasks: [task] }));
    const sandbox = await withFault({ on: 'store', corruptAtByte: 1000 });
    const file = await fileOf(sandbox);
    const different = [...file.body.keys()].filter((at) => file.body[at] !== whole.body[at]);
    expect(different).toEqual([1000]);
    expect(file.headers['x-oss-hash-crc64ecma']).toBe(whole.headers['x-oss-hash-crc64ecma']);
    const link = await sandbox.linkOf('7');
    const part = await sandbox.fetch(link, { headers: { range: 'bytes=990-1009' } });
    expect(part.body.equals(file.body.subarray(990, 1010))).toBe(true);
  });

  it('leaves digests out, or gives wrong ones', async () => {
    const sandbox = await withFault({
      on: 'store',
      headers: { 'x-oss-hash-crc64ecma': '1', etag: null, 'Content-MD5': null },
    });
    const { headers } = await fileOf(sandbox);
    expect(headers['x-oss-hash-crc64ecma']).toBe('1');
    expect(headers.etag).toBeUndefined();
    expect(headers['content-md5']).toBeUndefined();
  });

  it('replaces the object, which then has another ETag', async () => {
    const sandbox = await withFault({ on: 'store', after: 1, times: 1, replaceObject: true });
    const first = await fileOf(sandbox);
    sandbox.pass(5000);
    const headers = { range: 'bytes=10-', 'if-match': first.headers.etag ?? '' };
    const second = await sandbox.fetch(await sandbox.linkOf('7'), { headers });
    expect(second.status).toBe(412);
    const third = await fileOf(sandbox);
    expect(third.headers.etag).not.toBe(first.headers.etag);
    expect(third.headers['last-modified']).toBe(new Date(sandbox.now()).toUTCString());
    expect(third.body.equals(first.body)).toBe(false);
  });

  it('makes the Links given so far expire, but no later ones', async () => {
    const sandbox = await withFault({ on: 'store', after: 1, times: 1, expireLinks: true });
    const link = await sandbox.linkOf('7');
    expect((await sandbox.fetch(link)).status).toBe(200);
    const expired = await sandbox.fetch(link);
    expect(expired.status).toBe(403);
    expect(expired.body.toString()).toContain('<Message>Request has expired.</Message>');
    expect((await sandbox.fetch(link)).status).toBe(403);
    expect((await fileOf(sandbox)).status).toBe(200);
  });

  it('does not hear Range', async () => {
    const sandbox = await withFault({ on: 'store', noRanges: true });
    const link = await sandbox.linkOf('7');
    const answer = await sandbox.fetch(link, { headers: { range: 'bytes=0-9' } });
    expect(answer.status).toBe(200);
    expect(answer.headers['accept-ranges']).toBeUndefined();
  });

  it.each([
    ['NoSuchKey', 404],
    ['InternalError', 500],
    ['ServiceUnavailable', 503],
    ['AccessDenied', 403],
    ['InvalidRange', 416],
    ['SomethingElse', 400],
  ])('answers %s as OSS writes it', async (code, expected) => {
    const { status, body } = await fileOf(await withFault({ on: 'store', answer: { code } }));
    expect(status).toBe(expected);
    expect(body.toString()).toContain(`<Code>${code}</Code>`);
  });

  it('holds each body back to so many bytes a second, by the clock', async () => {
    const sandbox = await withFault({ on: 'store', bytesPerSecond: 10_000 });
    const link = await sandbox.linkOf('7');
    const before = sandbox.now();
    const { body } = await sandbox.fetch(link);
    expect((sandbox.now() - before) / 1000).toBeCloseTo(body.length / 10_000, 1);
  });

  it('meets the file of one task alone', async () => {
    const sandbox = await withSandbox({
      tasks: [{ from: 7, to: 8, durationMs: 0 }],
      faults: [{ on: 'store', where: { ExportId: '8' }, answer: { code: 'NoSuchKey' } }],
    });
    expect((await sandbox.fetch(await sandbox.linkOf('7'))).status).toBe(200);
    expect((await sandbox.fetch(await sandbox.linkOf('8'))).status).toBe(404);
  });
});

async function fileOf(sandbox: TestSandbox): Promise<RawAnswer> {
  return sandbox.fetch(await sandbox.linkOf('7'));
}

/** The bytes of a body until its connection ends, whatever was announced. */
function receive(
  { endpoint }: TestSandbox,
  link: string,
  onBytes: (body: Buffer) => void = () => undefined,
): Promise<Buffer> {
  const { host, port, pathname, search } = new URL(link);
  return new Promise((done) => {
    let received = Buffer.alloc(0);
    const body = (): Buffer => {
      const end = received.indexOf('\r\n\r\n');
      return end < 0 ? Buffer.alloc(0) : received.subarray(end + 4);
    };
    const socket = connect(Number(port), new URL(endpoint).hostname);
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    socket.on('data', (piece) => {
      received = Buffer.concat([received, piece]);
      onBytes(body());
    });
    socket.on('close', () => {
      done(body());
    });
  });
}
