import { formatByteSize } from '../../base/byte-sizes.ts';
import { isSiemExportError } from '../../base/errors.ts';
import { removeLeftovers } from '../../base/replace-file.ts';
import { createRetryBudget, defaultRetryPolicy } from '../../waiter/retry-budget.ts';
import { joinSentences } from '../../base/raise.ts';
import { retry } from '../../waiter/retry.ts';
import { createByteRanges } from '../fetch/byte-ranges.ts';
import { reserveSpace } from './disk-space.ts';
import type { DownloadResult } from '../download-request.ts';
import { checkOldReceipt, checkReceiptPlace, checkTarget } from './existing-file.ts';
import { fetchObject } from './fetch-object.ts';
import { openFirst } from '../fetch/fetch-segment.ts';
import { toFileError } from './file-error.ts';
import { finishFile, keepExistingFile, type FileTarget } from './finish-file.ts';
import { openResumeState, type ResumeState } from './resume-state.ts';
import { lockTarget } from './lock.ts';
import { completeFacts } from '../store/object-facts.ts';
import type { OpenResponse, TransferSession } from '../store/request.ts';
import { createPartial, partialPaths, removePartial, type PartialPaths } from './partial-file.ts';
import { receiptPathOf } from './read-receipt.ts';
import { readSidecar } from './sidecar.ts';
import { CannotContinueError } from '../store/errors.ts';
import { texts } from './texts.ts';

export interface FileTransfer extends FileTarget {
  /** Resume from the partial file of an earlier run. */
  readonly resume: boolean;
  readonly connections: number | 'auto';
}

/**
 * Downloads to a partial file, which gets its final name when it is complete and verified.
 * @throws as `downloadFile`; a partial file that another run can resume is kept, and the hint says so
 */
export async function transferToFile(
  transfer: FileTransfer,
  session: TransferSession,
): Promise<DownloadResult> {
  const paths = partialPaths(transfer.path);
  await checkTarget(transfer.path, transfer.ifExists);
  if (transfer.receipt !== undefined) await checkReceiptPlace(transfer.path);
  const lock = await lockTarget(paths.partial);
  try {
    // Nobody else writes them while the lock is held.
    await removeLeftovers(paths.sidecar);
    await removeLeftovers(receiptPathOf(transfer.path));
    return await transferWithRestarts(transfer, paths, session);
  } catch (error) {
    const bytes = await keepUsable(error, transfer, paths).catch(() => 0);
    session.signal.throwIfAborted();
    throw withResumeHint(toFileError(error, transfer.path), bytes);
  } finally {
    await lock.release();
  }
}

/** Starts over if the bytes that are there turn out to be useless. */
async function transferWithRestarts(
  transfer: FileTransfer,
  paths: PartialPaths,
  session: TransferSession,
): Promise<DownloadResult> {
  const { clock, random, signal, onEvent } = session;
  const attempt = async (attemptNumber: number): Promise<DownloadResult> => {
    const isFirst = attemptNumber === 1;
    const kept =
      transfer.resume && isFirst ? await openResumeState(paths, transfer.source) : undefined;
    // The store may not keep its promise to serve ranges.
    const connections = isFirst ? transfer.connections : 1;
    return await transferOnce({ transfer: { ...transfer, connections }, paths, kept }, session);
  };
  const policy = { ...defaultRetryPolicy, maxElapsedMs: Infinity };
  return await retry(attempt, {
    clock,
    random,
    signal,
    budget: createRetryBudget({ clock, random, policy }),
    advise: (error) => ({ retry: error instanceof CannotContinueError }),
    onRetry: ({ error }) => {
      if (!(error instanceof CannotContinueError)) return;
      onEvent?.({ type: 'restarted', reason: error.texts.message });
    },
  });
}

interface TransferAttempt {
  readonly transfer: FileTransfer;
  readonly paths: PartialPaths;
  readonly kept: ResumeState | undefined;
}

async function transferOnce(
  { transfer, paths, kept }: TransferAttempt,
  session: TransferSession,
): Promise<DownloadResult> {
  let file = kept?.file;
  let first: OpenResponse | undefined;
  try {
    first = await openFirst(firstRangeRequest(kept), session);
    const facts = completeFacts(first.facts, kept?.known);
    if ((await checkTarget(transfer.path, transfer.ifExists)) && transfer.ifExists === 'skip') {
      first.body.destroy();
      return await keepExistingFile(transfer, { facts, paths, signal: session.signal });
    }
    const { path, ifExists, receipt } = transfer;
    if (receipt !== undefined) await checkOldReceipt(path, ifExists, facts);
    file ??= await startPartial(paths);
    if (facts.totalBytes !== undefined) await reserveSpace(file, paths.partial, facts.totalBytes);
    const written = kept?.written ?? createByteRanges();
    const resumedFrom = written.sizeBytes();
    const totalBytes = facts.totalBytes ?? null;
    session.onEvent?.({ type: 'started', path: transfer.path, totalBytes, resumedFrom });
    const { connections, source } = transfer;
    const { sidecar } = paths;
    const proof = kept?.proof;
    const object = { file, written, proof, facts, first, connections, sidecar, source };
    const fetched = { ...(await fetchObject(object, session)), file, resumedFrom };
    return await finishFile(transfer, paths, fetched, session.signal);
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
  { resume, source }: FileTransfer,
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
