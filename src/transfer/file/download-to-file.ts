import { formatByteSize } from '../../base/byte-sizes.ts';
import { isSiemExportError } from '../../base/errors.ts';
import { removeLeftovers } from '../../base/replace-file.ts';
import { createRetryBudget, defaultRetryPolicy, limitRetries } from '../../waiter/retry-budget.ts';
import { joinSentences } from '../../base/raise.ts';
import { retry, type RetryOptions } from '../../waiter/retry.ts';
import { createByteRanges } from '../fetch/byte-ranges.ts';
import { reserveSpace } from './partial-file.ts';
import type { DownloadResult, FileDownload } from '../download-request.ts';
import { checkOldReceipt, checkReceiptPath, checkTarget } from './existing-file.ts';
import { fetchObject } from './fetch-object.ts';
import { openFirst, type TransferSession } from '../fetch/fetch-segment.ts';
import { toFileError } from './file-error.ts';
import { finishFile, keepExistingFile } from './finish-file.ts';
import { openResumeState, type ResumeState } from './resume-state.ts';
import { lockTarget } from './lock.ts';
import { completeFacts } from '../store/object-facts.ts';
import type { OpenResponse } from '../store/request.ts';
import { createPartial, partialPaths, removePartial, type PartialPaths } from './partial-file.ts';
import { receiptPathOf } from './receipt.ts';
import { readSidecar } from './resume-state.ts';
import { CannotContinueError } from '../store/errors.ts';
import { texts } from './texts.ts';

/**
 * Downloads to a partial file, which gets its final name when it is complete and verified. Starts over
 * if the bytes of an earlier run or connection turn out to be useless.
 * @throws as `downloadFile`; a partial file that another run can resume is kept, and the hint says so
 */
export async function downloadToFile(
  download: FileDownload,
  session: TransferSession,
): Promise<DownloadResult> {
  const paths = partialPaths(download.path);
  await checkTarget(download);
  await checkReceiptPath(download);
  const lock = await lockTarget(paths.partial);
  try {
    // No other process writes them while the lock is held.
    await removeLeftovers(paths.sidecar);
    await removeLeftovers(receiptPathOf(download.path));
    return await retry(
      (attempt) => downloadOnce(attempt === 1 ? download : startOver(download), paths, session),
      restartOptions(session),
    );
  } catch (error) {
    const bytes = await keepUsable(error, download, paths).catch(() => 0);
    session.signal.throwIfAborted();
    throw withResumeHint(toFileError(error, download.path), bytes);
  } finally {
    await lock.release();
  }
}

/** One connection: the store may announce ranges that it does not serve. */
function startOver(download: FileDownload): FileDownload {
  return { ...download, resume: false, connections: 1 };
}

function restartOptions({ clock, random, limits, signal, onEvent }: TransferSession): RetryOptions {
  const policy = limitRetries(limits.retries, { ...defaultRetryPolicy, maxElapsedMs: Infinity });
  return {
    clock,
    random,
    signal,
    budget: createRetryBudget({ clock, random, policy }),
    advise: (error) => ({ retry: error instanceof CannotContinueError }),
    onRetry: ({ error }) => {
      if (!(error instanceof CannotContinueError)) return;
      onEvent?.({ type: 'restarted', reason: error.texts.message });
    },
  };
}

async function downloadOnce(
  download: FileDownload,
  paths: PartialPaths,
  session: TransferSession,
): Promise<DownloadResult> {
  const kept = download.resume ? await openResumeState(paths, download.source) : undefined;
  let file = kept?.file;
  let first: OpenResponse | undefined;
  try {
    first = await openFirst(firstRangeRequest(kept), session);
    const facts = completeFacts(first.facts, kept?.known);
    if ((await checkTarget(download)) && download.ifExists === 'skip') {
      first.body.destroy();
      return await keepExistingFile(download, { facts, paths, signal: session.signal });
    }
    await checkOldReceipt(download, facts);
    file ??= await startPartial(paths);
    if (facts.totalBytes !== undefined) await reserveSpace(file, paths.partial, facts.totalBytes);
    const written = kept?.written ?? createByteRanges();
    const resumedFrom = written.sizeBytes();
    const totalBytes = facts.totalBytes ?? null;
    session.onEvent?.({ type: 'started', path: download.path, totalBytes, resumedFrom });
    const { sidecar } = paths;
    const object = { download, file, written, proof: kept?.proof, facts, first, sidecar };
    const fetched = { ...(await fetchObject(object, session)), file, resumedFrom };
    return await finishFile(download, paths, fetched, session.signal);
  } catch (error) {
    throw kept !== undefined && isDigestMismatch(error)
      ? new CannotContinueError(texts.partialMismatch)
      : error;
  } finally {
    first?.body.destroy();
    await file?.close();
  }
}

/** If no bytes are missing, requests the last one: the response shows whether it is still the same file. */
function firstRangeRequest(kept: ResumeState | undefined) {
  if (kept === undefined) return { start: 0, end: undefined, known: undefined, neededMs: 0 };
  const { written, known } = kept;
  const start = written.missing(known.totalBytes)[0]?.start ?? known.totalBytes - 1;
  return { start, end: undefined, known, neededMs: 0 };
}

async function startPartial(paths: PartialPaths) {
  await removePartial(paths);
  return await createPartial(paths.partial);
}

function isDigestMismatch(error: unknown): boolean {
  return isSiemExportError(error) && error.exit === 'integrity';
}

/** Removes a partial file that is useless. @returns the number of bytes that the next run can resume from */
async function keepUsable(
  error: unknown,
  { resume, source }: FileDownload,
  paths: PartialPaths,
): Promise<number> {
  const isUseless = error instanceof CannotContinueError || isDigestMismatch(error);
  const state = isUseless ? undefined : await readSidecar(paths.sidecar);
  if (state === undefined) await removePartial(paths);
  const kept = resume ? await openResumeState(paths, source) : undefined;
  await kept?.file.close();
  return kept?.written.sizeBytes() ?? 0;
}

function withResumeHint(error: unknown, bytes: number): unknown {
  if (bytes === 0 || !isSiemExportError(error)) return error;
  const resumes = texts.resumesAfter(formatByteSize(bytes));
  const { hint } = error.texts;
  return error.with({ hint: hint === undefined ? resumes : joinSentences(hint, resumes) });
}
