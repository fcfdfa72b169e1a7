import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareCall, send, type RawAnswer } from './api-client.ts';
import { withSandbox, type TestSandbox } from './with-sandbox.ts';

const task = { id: 7, durationMs: 0 };

describe('a fault of the API', () => {
  it.each([
    'Throttling',
    'Throttling.User',
    'ServiceUnavailable',
    'InternalError',
    'InvalidTimeStamp.Expired',
    'SignatureNonceUsed',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
    'MissingSecurityToken',
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.Malformed',
    'InvalidSecurityToken.MismatchWithAccessKey',
    'NoPermission',
    'Forbidden',
    'Forbidden.RAM',
    'Forbidden.UserDenied.RdAccount',
    'OrderExpired',
    'AssumeRoleError',
    'IllegalParameter',
    'InvalidParameter',
    'MissingParameter',
    'IdempotentParameterMismatch',
    'InvalidAction.NotFound',
    'InvalidApi.NotFound',
    'InvalidProduct.NotFound',
  ])('answers %s in its usual form, once', async (code) => {
    const sandbox = await withFault({ on: 'GetExportTask', times: 1, answer: { code } });
    const { status, elements } = await sandbox.ask({ ExportId: '7' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(elements).toMatchObject({ Code: code, RequestId: expect.any(String) as unknown });
    expect(elements['Message']).not.toBe('The scenario refuses this request.');
    expect((await sandbox.ask({ ExportId: '7' })).status).toBe(200);
  });

  it('may have another status, another message and further headers', async () => {
    const sandbox = await withFault({
      on: 'GetExportTask',
      answer: { code: 'Throttling.User', status: 429, message: 'slow down' },
      headers: { 'x-acs-retry-after': '1500', 'Content-Type': null },
    });
    const { status, elements, headers } = await sandbox.ask();
    expect([status, elements['Message']]).toEqual([429, 'slow down']);
    expect(headers['x-acs-retry-after']).toBe('1500');
    expect(headers['content-type']).toBeUndefined();
  });

  it('says which permission is missing, and who lacks it', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', answer: { code: 'NoPermission' } });
    expect((await sandbox.ask()).elements['AccessDeniedDetail']).toMatchObject({
      AuthAction: 'yundun-sas:GetExportTask',
      AuthPrincipalType: 'SubUser',
    });
  });

  it.each<[string, object, number, string]>([
    ['a page of HTML', { status: 502, body: '<html></html>' }, 502, '<html></html>'],
    ['nothing at all', { status: 500 }, 500, ''],
    ['JSON that is no object', { json: [1, 2] }, 200, '[1,2]'],
    [
      'broken JSON',
      { body: '{"RequestId":', contentType: 'application/json' },
      200,
      '{"RequestId":',
    ],
  ])('answers %s', async (_what, answer, status, text) => {
    const sandbox = await withFault({ on: 'GetExportTask', answer });
    const reply = await sendCall(sandbox);
    expect([reply.status, reply.body.toString()]).toEqual([status, text]);
  });

  it('answers as many bytes as it is told to', async () => {
    const bodyBytes = 16 * 1024 * 1024;
    const sandbox = await withFault({ on: 'GetExportTask', answer: { bodyBytes } });
    expect((await sendCall(sandbox)).body.length).toBe(bodyBytes);
  });

  it('puts other elements in the place of the answer’s own', async () => {
    const sandbox = await withFault({
      on: 'GetExportTask',
      elements: { ExportStatus: 'archiving', Progress: '250', Link: null },
    });
    const { elements } = await sandbox.ask({ ExportId: '7' });
    expect(elements).toMatchObject({ Id: 7, ExportStatus: 'archiving', Progress: '250' });
    expect('Link' in elements).toBe(false);
  });

  it('comes after the verification: a bad signature is never hidden by it', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', times: 1, answer: { json: 'fault' } });
    const key = { accessKeyId: 'nobody', accessKeySecret: 'secret' };
    const refused = await sandbox.call({ key });
    expect(refused.elements['Code']).toBe('InvalidAccessKeyId.NotFound');
    expect((await sendCall(sandbox)).body.toString()).toBe('"fault"');
  });

  it('resets the connection before the task is created', async () => {
    const sandbox = await withFault({ on: 'CreateExportTask', times: 1, reset: 'before' });
    await expect(create(sandbox)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await create(sandbox)).body.toString()).toContain('"Id":500001}');
  });

  it('resets it after the task was created, so that the answer is lost', async () => {
    const sandbox = await withFault({ on: 'CreateExportTask', times: 1, reset: 'after' });
    await expect(create(sandbox)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await sandbox.ask()).elements['Id']).toBe(500001);
  });

  it('lets time pass before the answer is made', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', after: 1, delayMs: 5000 }, { id: 7 });
    await sandbox.ask({ ExportId: '7' });
    sandbox.pass(4000);
    expect((await sandbox.ask({ ExportId: '7' })).elements['ExportStatus']).toBe('success');
  });

  it('leaves a request without an answer until the connection is gone', async () => {
    const sandbox = await withFault({ on: 'GetExportTask', hang: true });
    const hanging = sendCall(sandbox);
    const outcome = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (sandbox.requests.length === 0) await new Promise(setImmediate);
    await sandbox.close();
    await outcome;
    expect(sandbox.requests[0]?.status).toBeUndefined();
  });
});

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

function withFault(fault: object, onlyTask: object = task): Promise<TestSandbox> {
  return withSandbox({ tasks: [onlyTask], faults: [fault] });
}

async function fileOf(sandbox: TestSandbox): Promise<RawAnswer> {
  return sandbox.fetch(await sandbox.linkOf('7'));
}

/** GetExportTask, its answer as it came. */
function sendCall({ endpoint, now }: TestSandbox): Promise<RawAnswer> {
  return send(endpoint, prepareCall(endpoint, { date: now() }));
}

function create({ endpoint, now }: TestSandbox): Promise<RawAnswer> {
  const options = {
    action: 'CreateExportTask',
    date: now(),
    parameters: { ExportTaskType: 'incident_list' },
  };
  return send(endpoint, prepareCall(endpoint, options));
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
