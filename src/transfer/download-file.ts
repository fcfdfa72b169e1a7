import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Context } from '../base/context.ts';
import { systemErrorCode } from '../base/errors.ts';
import { onAbort } from '../base/on-abort.ts';
import type { Text } from '../base/ui-language.ts';
import { createHttpClient } from '../network/http-client.ts';
import type { DownloadRequest, DownloadResult } from './download-request.ts';
import { toFileError } from './file-error.ts';
import { checkLink } from './link-policy.ts';
import { createLinkSource } from './link-source.ts';
import type { TransferSession } from './open-response.ts';
import { createRateLimit } from './rate-limit.ts';
import { toSafeFileName } from './safe-file-name.ts';
import { sourceOf } from './sidecar.ts';
import { text } from './texts.ts';
import { transferToFile } from './transfer-to-file.ts';
import { transferToStream } from './transfer-to-stream.ts';
import { kindOf } from './zip-structure.ts';

export interface TransferContext extends Pick<Context, 'clock' | 'random' | 'env'> {
  readonly userAgent: string;
}

/**
 * Fetches what a Link points to, over as many connections and with as many fresh Links as it takes,
 * and proves that it is what the store holds.
 *
 * @throws SiemExportError with exit `download`, `integrity` or, where the network or the store outlasted
 *   the retries, `unavailable`; what `renewLink` throws; the signal's reason when aborted
 */
export async function downloadFile(
  request: DownloadRequest,
  context: TransferContext,
): Promise<DownloadResult> {
  const { link, policy, signal } = request;
  signal.throwIfAborted();
  checkLink(link, policy);
  const over = new AbortController();
  const stopListening = onAbort(signal, () => {
    over.abort(signal.reason);
  });
  const session = createSession({ ...request, signal: over.signal }, context);
  try {
    return await transfer(request, session);
  } catch (error) {
    signal.throwIfAborted();
    throw toFileError(error, describeTarget(request));
  } finally {
    stopListening();
    // A failure leaves waits behind that nobody is interested in: of --limit-rate, for instance.
    over.abort();
    session.http.close();
  }
}

function createSession(request: DownloadRequest, context: TransferContext): TransferSession {
  const { limitRate: bytesPerSecond, signal, onEvent } = request;
  const { clock, random } = context;
  return {
    // A body that stands still is noticed here: a slow reader may let a connection wait for long.
    http: createHttpClient({ ...context, streamIdleTimeoutMs: 24 * 3_600_000 }),
    links: createLinkSource({ ...request, clock }),
    limit: createRateLimit({ bytesPerSecond, clock }),
    clock,
    random,
    signal,
    onEvent,
  };
}

async function transfer(
  request: DownloadRequest,
  session: TransferSession,
): Promise<DownloadResult> {
  const { target, link, resume = true, connections = 'auto', receipt } = request;
  if (target.kind === 'stdout') {
    return await transferToStream({ ...target, kind: kindOf(null, link) }, session);
  }
  if (target.kind === 'folder') await makeFolder(target.folder);
  const path =
    target.kind === 'file' ? target.path : join(target.folder, toSafeFileName(target.fileName));
  const { ifExists } = target;
  const file = { path, ifExists, kind: kindOf(path, link), receipt, source: sourceOf(link) };
  return await transferToFile({ ...file, resume, connections }, session);
}

/**
 * Makes a folder, and those above it.
 * @throws a system error
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    // Node.js says so of a read-only file system, too. Made one by one, each says what it is.
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

function describeTarget({ target }: DownloadRequest): Text {
  switch (target.kind) {
    case 'stdout':
      return text((texts) => texts.standardOutput);
    case 'file':
      return target.path;
    case 'folder':
      return target.folder;
  }
}
