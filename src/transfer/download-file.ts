import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import type { Context } from '../base/context.ts';
import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import { createHttpClient, type HttpClient } from '../network/http-client.ts';
import { NetworkError, toNetworkError } from '../network/network-error.ts';
import { retry, type RetryAdvice } from '../waiter/retry.ts';
import { createDigests, digestFile, type DigestValues } from './digests.ts';
import type {
  DownloadRequest,
  DownloadResult,
  IfExists,
  Verification,
} from './download-request.ts';
import { toFileError } from './file-error.ts';
import { checkLink } from './link-policy.ts';
import { fileExists, placeFile } from './place-file.ts';
import { writeReceipt } from './receipt.ts';
import { toSafeFileName } from './safe-file-name.ts';
import { LinkDenied, readObjectFacts, type ObjectFacts } from './store-answer.ts';
import { verifyDigests, verifyStructure } from './verify.ts';

export interface TransferContext extends Pick<Context, 'clock' | 'random' | 'env'> {
  readonly userAgent: string;
}

/** Where the bytes go, and what becomes of them. */
interface Sink {
  /** Ready for the first byte; called again for each attempt. */
  reset(): Promise<void>;
  write(chunk: Buffer): Promise<void>;
  /** All has arrived and the digests match. */
  finish(fetched: Fetched): Promise<DownloadResult>;
  /** Nothing stays of what cannot be used. */
  discard(): Promise<void>;
}

interface Fetched {
  readonly link: string;
  readonly bytes: number;
  readonly object: ObjectFacts;
  readonly digests: DigestValues;
  readonly verified: Verification;
}

/**
 * Fetches a Link into a file, by way of a partial file beside it: the final name never holds anything
 * but a whole file that was checked against the store's digest.
 *
 * @throws SiemExportError with exit `download` or `integrity`; the signal's reason when aborted
 */
export async function downloadFile(
  request: DownloadRequest,
  context: TransferContext,
): Promise<DownloadResult> {
  const http = createHttpClient(context);
  const path = targetPath(request);
  const sink = path === undefined ? createStreamSink(request) : createFileSink(path, request);
  try {
    return await fetchWithRetries(request, context, { http, sink, path });
  } catch (error) {
    await sink.discard();
    request.signal.throwIfAborted();
    throw toFileError(error, path ?? 'standard output');
  } finally {
    http.close();
  }
}

function targetPath({ target }: DownloadRequest): string | undefined {
  if (target.kind === 'stdout') return undefined;
  return target.kind === 'file'
    ? target.path
    : join(target.folder, toSafeFileName(target.fileName));
}

interface Work {
  readonly http: HttpClient;
  readonly sink: Sink;
  readonly path: string | undefined;
}

async function fetchWithRetries(
  request: DownloadRequest,
  context: TransferContext,
  work: Work,
): Promise<DownloadResult> {
  const { signal, renewLink, onEvent } = request;
  let { link } = request;
  let isFresh = false;
  const attempt = async (): Promise<DownloadResult> => {
    checkLink(link, request.policy);
    try {
      return await fetchOnce(link, request, work);
    } catch (error) {
      if (!(error instanceof LinkDenied) || isFresh || renewLink === undefined) throw error;
      isFresh = true;
      link = await renewLink(signal);
      onEvent?.({ type: 'link-renewed' });
      return attempt();
    }
  };
  return retry(attempt, {
    ...context,
    signal,
    advise: adviseRetry,
    onRetry: ({ failures, delayMs, error }) => {
      if (!isSiemExportError(error)) return;
      const { code, message } = error;
      onEvent?.({ type: 'retry', failures, delayMs, code, message });
    },
  });
}

function adviseRetry(error: unknown): RetryAdvice {
  const isOurs = isSiemExportError(error);
  return { retry: isOurs && error.retryable && error.exit !== 'integrity' };
}

async function fetchOnce(
  link: string,
  request: DownloadRequest,
  { http, sink, path }: Work,
): Promise<DownloadResult> {
  const { signal, onEvent } = request;
  const headers = { 'accept-encoding': 'identity', accept: '*/*' };
  const answer = await http.openStream({ url: link, headers, signal });
  const object = await readObjectFacts(answer);
  try {
    const existing = path === undefined ? undefined : await checkExisting(path, request, object);
    if (existing !== undefined) {
      answer.body.destroy();
      return existing;
    }
    await sink.reset();
    const totalBytes = object.totalBytes ?? null;
    onEvent?.({ type: 'started', path: path ?? null, totalBytes, resumedFrom: 0 });
    const digests = await createDigests();
    let receivedBytes = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      receivedBytes += chunk.length;
      if (totalBytes !== null && receivedBytes > totalBytes) throw tooLong(object);
      digests.update(chunk);
      await sink.write(chunk);
      onEvent?.({ type: 'progress', receivedBytes, totalBytes });
    }
    onEvent?.({ type: 'verifying' });
    const values = digests.finish();
    const verified = verifyDigests(receivedBytes, values, object);
    return await sink.finish({ link, bytes: receivedBytes, object, digests: values, verified });
  } catch (error) {
    signal.throwIfAborted();
    throw isBodyError(error)
      ? toNetworkError(error, { url: new URL(link), phase: 'after-sending' })
      : error;
  } finally {
    answer.body.destroy();
  }
}

/** Errors of the socket; those of the file system keep their own words. */
function isBodyError(error: unknown): boolean {
  if (error instanceof NetworkError || !(error instanceof Error) || !('code' in error))
    return false;
  return !('syscall' in error) || error.syscall === 'read';
}

function tooLong({ totalBytes, requestId }: ObjectFacts): SiemExportError {
  return new SiemExportError(
    'BodyTooLong',
    'integrity',
    `the store sent more than the ${totalBytes ?? 0} bytes that it had announced`,
    { requestId },
  );
}

/** What the policy says of a file that stands there already; undefined: go on. */
async function checkExisting(
  path: string,
  { target, signal }: DownloadRequest,
  object: ObjectFacts,
): Promise<DownloadResult | undefined> {
  const ifExists: IfExists = target.kind === 'stdout' ? 'overwrite' : target.ifExists;
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined) return undefined;
  if (existing.isDirectory()) {
    throw new SiemExportError('FolderInPlace', 'download', `${path} is a folder`, {
      hint: 'Choose another name with --output, or another folder with --dir.',
    });
  }
  if (ifExists === 'overwrite' || ifExists === 'rename') return undefined;
  if (ifExists === 'fail' || object.crc64 === undefined || existing.size !== object.totalBytes) {
    throw fileExists(path);
  }
  const digests = await digestFile(path);
  signal.throwIfAborted();
  if (digests.crc64 !== object.crc64) throw fileExists(path);
  return {
    path,
    bytes: existing.size,
    resumedFrom: 0,
    crc64: digests.crc64,
    sha256: digests.sha256,
    verified: 'crc64',
    skipped: true,
  };
}

function createFileSink(path: string, request: DownloadRequest): Sink {
  const { target, receipt } = request;
  const ifExists: IfExists = target.kind === 'stdout' ? 'overwrite' : target.ifExists;
  const partial = join(dirname(path), `.${basename(path)}.part`);
  let file: FileHandle | undefined;

  return {
    async reset() {
      await file?.close();
      file = undefined;
      if (target.kind === 'folder') await mkdir(dirname(path), { recursive: true });
      file = await open(partial, 'w', 0o600);
    },
    async write(chunk) {
      await file?.write(chunk);
    },
    async finish({ link, bytes, object, digests, verified }) {
      await file?.sync();
      await file?.close();
      file = undefined;
      await verifyStructure(partial, path);
      const placed = await placeFile(partial, path, ifExists);
      const facts = { link, bytes, object, digests, verified };
      const receiptPath =
        receipt === undefined
          ? undefined
          : await writeReceipt(placed, { ...facts, given: receipt });
      const { crc64, sha256 } = digests;
      return {
        path: placed,
        bytes,
        resumedFrom: 0,
        crc64,
        sha256,
        verified,
        skipped: false,
        receiptPath,
      };
    },
    async discard() {
      await file?.close().catch(() => undefined);
      file = undefined;
      await rm(partial, { force: true }).catch(() => undefined);
    },
  };
}

function createStreamSink({ target, signal }: DownloadRequest): Sink {
  if (target.kind !== 'stdout') throw new TypeError('not a stream');
  const { stream } = target;
  let written = 0;
  return {
    reset: () =>
      written === 0
        ? Promise.resolve()
        : Promise.reject(
            new SiemExportError(
              'StreamBroken',
              'download',
              `the transfer broke off after ${written} bytes had gone to standard output`,
            ),
          ),
    async write(chunk) {
      written += chunk.length;
      if (!stream.write(chunk)) await once(stream, 'drain', { signal });
    },
    finish: ({ bytes, digests: { crc64, sha256 }, verified }) =>
      Promise.resolve({
        path: null,
        bytes,
        resumedFrom: 0,
        crc64,
        sha256,
        verified,
        skipped: false,
      }),
    discard: () => Promise.resolve(),
  };
}
