import { isSiemExportError, type SiemExportError } from '../../base/errors.ts';
import { releaseMemory } from '../../base/release-memory.ts';
import { createDigests, type DigestValues } from '../fetch/digests.ts';
import type { DownloadResult, FileKind, OutputTarget } from '../download-request.ts';
import { raiseFileError } from './codes.ts';
import { texts } from './texts.ts';
import { fetchSegment, openFirst, type TransferSession } from '../fetch/fetch-segment.ts';
import { completeFacts, type ObjectFacts } from '../store/object-facts.ts';
import type { OpenResponse } from '../store/request.ts';
import { createProgress } from '../fetch/progress.ts';
import { CannotContinueError } from '../store/errors.ts';
import { createStreamWriter } from './stream-writer.ts';
import { raiseStoreError } from '../store/codes.ts';
import { verifyDigests } from '../fetch/digests.ts';
import { verifyStart } from './zip-structure.ts';

export interface StreamDownload extends OutputTarget {
  readonly kind: FileKind | undefined;
}

/**
 * Downloads to a stream, over one connection at a time. Bytes already written cannot be withheld: the
 * digests are compared at the end, and a transfer that would have to start over fails.
 * @throws as `downloadFile`
 */
export async function downloadToStream(
  download: StreamDownload,
  session: TransferSession,
): Promise<DownloadResult> {
  const { clock, onEvent } = session;
  const first = await openFirst(
    { start: 0, end: undefined, known: undefined, neededMs: 0 },
    session,
  );
  const { facts } = first;
  const totalBytes = facts.totalBytes ?? null;
  onEvent?.({ type: 'started', path: null, totalBytes, resumedFrom: 0 });
  const progress = createProgress({ resumedFrom: 0, totalBytes: facts.totalBytes, clock, onEvent });
  const segment = { position: 0, end: facts.totalBytes };
  let known = facts;
  const output = await createOutput(download, first, session.signal);
  try {
    const onFacts = (later: ObjectFacts): void => {
      known = completeFacts(known, later);
    };
    await fetchSegment(segment, { session, facts, progress, sink: output.sink, first, onFacts });
    await output.writer.flush();
  } catch (error) {
    throw error instanceof CannotContinueError
      ? toInterruption(error, segment.position)
      : withDiscardHint(error, segment.position);
  } finally {
    first.body.destroy();
    output.writer.close();
  }
  progress.flush();
  onEvent?.({ type: 'verifying' });
  const { crc64, sha256, md5 } = output.digests.finish();
  const bytes = segment.position;
  const verified = verifyOutput(bytes, { crc64, sha256, md5 }, known);
  return { path: null, bytes, resumedFrom: 0, crc64, sha256, verified, skipped: false };
}

async function createOutput(
  { stream, detachesChunks = false, kind }: StreamDownload,
  { facts }: OpenResponse,
  signal: AbortSignal,
) {
  const digests = await createDigests({ md5: facts.md5 !== undefined });
  signal.throwIfAborted();
  const writer = createStreamWriter(stream, signal);
  const sink = {
    take: (position: number, chunk: Buffer) => {
      if (position < 4 && kind !== undefined) verifyStart(position, chunk, kind);
      digests.update(chunk);
      return writer.write(
        chunk,
        detachesChunks
          ? () => {
              releaseMemory(chunk);
            }
          : undefined,
      );
    },
    flush: () => Promise.resolve(),
    validateEnd: () =>
      facts.crc64 === undefined || facts.crc64 === digests.crc64SoFar()
        ? Promise.resolve()
        : Promise.reject(raiseStoreError('EndedEarly')),
  };
  return { digests, sink, writer };
}

function verifyOutput(bytes: number, digests: DigestValues, facts: ObjectFacts) {
  try {
    return verifyDigests(bytes, digests, facts);
  } catch (error) {
    throw withDiscardHint(error, bytes);
  }
}

/** A file can be withheld; bytes already streamed cannot. */
function withDiscardHint(error: unknown, sentBytes: number): unknown {
  if (sentBytes === 0 || !isSiemExportError(error) || error.exit !== 'integrity') return error;
  return error.with({ hint: texts.discardOutput });
}

function toInterruption(error: CannotContinueError, sentBytes: number): SiemExportError {
  const message = texts.interrupted(sentBytes, error.texts.message);
  return raiseFileError('StreamBroken', { message });
}
