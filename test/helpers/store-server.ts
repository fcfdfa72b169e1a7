import type { ServerResponse } from 'node:http';
import { zipSync } from 'fflate';
import { createDigests } from '../../src/transfer/fetch/digests.ts';
import { startServer, type ReceivedRequest, type TestServer } from './with-server.ts';

/** What the store holds, and what it says of it. */
export interface StoredObject {
  readonly content: Buffer;
  readonly etag: string | undefined;
  readonly crc64: string | undefined;
  readonly md5?: string | undefined;
}

/** How one answer goes. All is optional: by itself the store answers as it should. */
export interface ResponsePlan {
  /** An error in the place of the object, with OSS's XML. */
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Another object in the place of the store's. */
  readonly object?: StoredObject;
  /** The store does not serve parts. */
  readonly noRanges?: boolean;
  /** No `content-length`: chunked, or to the end of the connection. */
  readonly noLength?: 'chunked' | 'close';
  /** So many bytes of the body, then: a reset, an early end, or silence. */
  readonly cutAfter?: number;
  readonly cut?: 'reset' | 'end' | 'stall';
  /** The cut waits for it: what has come and was not read yet is lost in a reset. */
  readonly cutWhen?: Promise<void>;
  /** Bytes a second. */
  readonly rate?: number;
  /** Put over the others; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
}

export interface TestStore extends TestServer {
  /** Signed in the way of V1; `token` stands for the signature. */
  readonly link: (token?: string, name?: string) => string;
}

/** @param plan for each request, counted from 0 */
export async function startStore(
  stored: StoredObject | (() => StoredObject),
  plan: (index: number, request: ReceivedRequest) => ResponsePlan = () => ({}),
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestStore> {
  let count = 0;
  const server = await startServer((request, response) => {
    const responsePlan = plan(count, request);
    const object = typeof stored === 'function' ? stored() : stored;
    count += 1;
    respondToRequest(request, response, { ...responsePlan, object: responsePlan.object ?? object });
  }, tls);
  const link = (token = 'secret', name = 'event_1.xlsx'): string =>
    `${server.url}/siem/${name}?Expires=4102444800&OSSAccessKeyId=ak&Signature=${token}`;
  return { ...server, link };
}

function respondToRequest(
  request: ReceivedRequest,
  response: ServerResponse,
  plan: ResponsePlan & { readonly object: StoredObject },
): void {
  const { object } = plan;
  const condition = request.headers['if-match'];
  if (plan.status !== undefined) sendError(response, plan.status, plan.code ?? 'Error', plan);
  else if (condition !== undefined && condition !== object.etag) {
    sendError(response, 412, 'PreconditionFailed', plan);
  } else sendObject(request, response, plan);
}

function sendObject(
  request: ReceivedRequest,
  response: ServerResponse,
  plan: ResponsePlan & { readonly object: StoredObject },
): void {
  const { content, etag, crc64, md5 } = plan.object;
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers['range'] ?? '');
  const start = Number(asked?.[1] ?? 0);
  const last = asked?.[2] ? Number(asked[2]) : content.length - 1;
  // OSS answers a range that it cannot serve with the whole object.
  const isPart =
    asked !== null && plan.noRanges !== true && start < content.length && last < content.length;
  const body = isPart ? content.subarray(start, last + 1) : content;
  setHeaders(response, {
    'content-type': 'application/octet-stream',
    'accept-ranges': plan.noRanges === true ? undefined : 'bytes',
    'x-oss-request-id': 'STORE-1',
    'last-modified': 'Tue, 24 Nov 2026 00:00:00 GMT',
    etag,
    'x-oss-hash-crc64ecma': crc64,
    'content-md5': md5,
    'content-length': plan.noLength === undefined ? body.length : undefined,
    'content-range': isPart ? `bytes ${start}-${last}/${content.length}` : undefined,
    ...plan.headers,
  });
  if (plan.noLength === 'close') response.useChunkedEncodingByDefault = false;
  response.writeHead(isPart ? 206 : 200);
  response.flushHeaders();
  sendBody(response, body, plan);
}

function sendBody(response: ServerResponse, body: Buffer, plan: ResponsePlan): void {
  const { cutAfter = body.length, cut, cutWhen, rate } = plan;
  const sent = cut === undefined ? body : body.subarray(0, cutAfter);
  const finish = async (): Promise<void> => {
    await cutWhen;
    if (cut === undefined) response.end();
    else if (cut === 'reset') response.socket?.resetAndDestroy();
    else if (cut === 'end') response.socket?.end();
  };
  if (rate !== undefined) trickle(response, sent, { rate, finish });
  else if (sent.length === 0) void finish();
  else response.write(sent, () => void finish());
}

function trickle(
  response: ServerResponse,
  body: Buffer,
  { rate, finish }: { readonly rate: number; readonly finish: () => Promise<void> },
): void {
  const startedAt = performance.now();
  let at = 0;
  const next = (): void => {
    if (response.destroyed) return;
    const due = Math.ceil(((performance.now() - startedAt) / 1000) * rate);
    const end = Math.min(body.length, due + 4096);
    if (end > at) response.write(body.subarray(at, end));
    at = end;
    if (at < body.length) setTimeout(next, 5);
    else void finish();
  };
  next();
}

function setHeaders(
  response: ServerResponse,
  headers: Readonly<Record<string, string | number | undefined>>,
): void {
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  { message = 'No.', headers = {} }: ResponsePlan,
): void {
  setHeaders(response, { 'x-oss-request-id': 'STORE-E', ...headers });
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>STORE-E</RequestId><EC>0000-00000000</EC></Error>`,
    );
}

/** An object as OSS describes it. */
export async function createObject(content: Buffer, etag = '"one"'): Promise<StoredObject> {
  const digests = await createDigests({ md5: true });
  digests.update(content);
  const { crc64, md5 } = digests.finish();
  return { content, etag, crc64, md5 };
}

/** A small workbook of about `sizeBytes`, whose bytes differ from place to place and from `seed` to `seed`. */
export function createWorkbook(sizeBytes: number, seed = 1): Buffer {
  const filling = new Uint8Array(sizeBytes);
  let state = seed;
  for (let at = 0; at < sizeBytes; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    filling[at] = state >> 16;
  }
  const text = (content: string): Uint8Array => Buffer.from(content);
  return Buffer.from(
    zipSync(
      {
        '[Content_Types].xml': text('<Types/>'),
        'xl/workbook.xml': text('<workbook/>'),
        'xl/media/filling.bin': filling,
      },
      { level: 0 },
    ),
  );
}
