import { join } from 'node:path';
import type { Context } from '../base/context.ts';
import { makeFolder } from '../base/make-folder.ts';
import { onAbort } from '../base/on-abort.ts';
import type { Text } from '../base/ui-language.ts';
import { createHttpClient } from '../network/http-client.ts';
import type { DownloadRequest, DownloadResult } from './download-request.ts';
import { toFileError } from './file/file-error.ts';
import { texts } from './file/texts.ts';
import { checkLink, createLinkSource, sourceOf } from './store/link.ts';
import type { TransferSession } from './fetch/fetch-segment.ts';
import { createRateLimit } from './fetch/rate-limit.ts';
import { toSafeFileName } from './file/safe-file-name.ts';
import { downloadToFile } from './file/download-to-file.ts';
import { downloadToStream } from './file/download-to-stream.ts';
import { kindOf } from './file/zip-structure.ts';

export interface TransferContext extends Pick<Context, 'clock' | 'random' | 'env'> {
  readonly userAgent: string;
}

/**
 * Downloads the file behind a link and verifies it. Renews the link and reconnects as often as needed.
 *
 * @throws SiemExportError with exit `download`, `integrity` or, after the last retry, `unavailable`;
 *   what `renewLink` throws; the signal's reason when aborted
 */
export async function downloadFile(
  request: DownloadRequest,
  context: TransferContext,
): Promise<DownloadResult> {
  const { link, target, policy, signal } = request;
  signal.throwIfAborted();
  checkLink(link, policy);
  const ended = new AbortController();
  const stopListening = onAbort(signal, () => {
    ended.abort(signal.reason);
  });
  const session = createSession({ ...request, signal: ended.signal }, context);
  try {
    if (target.kind === 'stdout') {
      return await downloadToStream({ ...target, kind: kindOf(null, link) }, session);
    }
    if (target.kind === 'folder') makeFolder(target.folder);
    const path =
      target.kind === 'file' ? target.path : join(target.folder, toSafeFileName(target.fileName));
    const file = { path, kind: kindOf(path, link), source: sourceOf(link) };
    return await downloadToFile({ ...request, ...file }, session);
  } catch (error) {
    signal.throwIfAborted();
    throw toFileError(error, describeTarget(request));
  } finally {
    stopListening();
    // Ends what still waits after a failure, for example for --limit-rate.
    ended.abort();
    session.http.close();
  }
}

function createSession(request: DownloadRequest, context: TransferContext): TransferSession {
  const { limitRate: bytesPerSecond, limits, signal, onEvent } = request;
  const { connectTimeoutMs, requestTimeoutMs: readTimeoutMs } = limits;
  const { clock, random } = context;
  return {
    // watchForStall ends a stalled body; a slow reader may pause a connection for hours.
    http: createHttpClient({
      ...context,
      connectTimeoutMs,
      readTimeoutMs,
      streamIdleTimeoutMs: 24 * 3_600_000,
    }),
    links: createLinkSource({ ...request, clock }),
    limit: createRateLimit({ bytesPerSecond, clock }),
    limits,
    clock,
    random,
    signal,
    onEvent,
  };
}

function describeTarget({ target }: DownloadRequest): Text {
  switch (target.kind) {
    case 'stdout':
      return texts.standardOutput;
    case 'file':
      return target.path;
    case 'folder':
      return target.folder;
  }
}
