import type { FileHandle } from 'node:fs/promises';
import { createBlockPool, type BlockPool } from '../fetch/block-writer.ts';
import type { ByteRanges } from '../fetch/byte-ranges.ts';
import { startCheckpoints } from './resume-state.ts';
import { createDigests, type DigestValues } from '../fetch/digests.ts';
import { fetchGaps } from '../fetch/connections.ts';
import { fetchSegment, type SegmentSink, type TransferSession } from '../fetch/fetch-segment.ts';
import { createFileDigests, type FileDigests, type PrefixProof } from '../fetch/file-digests.ts';
import { createBlockWriter, type BlockWriter } from '../fetch/block-writer.ts';
import { completeFacts, hasIdentity, type ObjectFacts } from '../store/object-facts.ts';
import type { FileDownload } from '../download-request.ts';
import type { OpenResponse } from '../store/request.ts';
import { createProgress } from '../fetch/progress.ts';
import { writeSidecar } from './resume-state.ts';
import { raiseStoreError } from '../store/codes.ts';

/** A partial file, and the response with its first missing bytes. */
export interface ObjectTransfer {
  readonly download: FileDownload;
  readonly file: FileHandle;
  /** The bytes in the file; grows during the transfer. */
  readonly written: ByteRanges;
  readonly proof: PrefixProof | undefined;
  readonly facts: ObjectFacts;
  /** Begins at the first missing byte. */
  readonly first: OpenResponse;
  /** The state is saved here, for another run. */
  readonly sidecar: string;
}

export interface FetchedObject {
  /** With the digest of a later response, if the first one had none. */
  readonly facts: ObjectFacts;
  readonly bytes: number;
  readonly digests: DigestValues;
}

/**
 * Fetches the missing bytes of a partial file, and saves its state now and then.
 * @throws as `fetchSegment`; the bytes until then are in the file, and the sidecar knows them
 */
export async function fetchObject(
  transfer: ObjectTransfer,
  session: TransferSession,
): Promise<FetchedObject> {
  const { download, file, written, proof: expected, facts, first } = transfer;
  const { totalBytes } = facts;
  const { clock, onEvent, signal } = session;
  const pool = createBlockPool();
  const inOrder = await createDigests({ md5: facts.md5 !== undefined });
  const digests = createFileDigests({ digests: inOrder, file, pool, written, expected, signal });
  const sinks = createSinks({ ...transfer, pool, digests });
  const save = createSave({ ...transfer, digests }, sinks.drain);
  const checkpoints = startCheckpoints({ clock, save });
  const resumedFrom = written.sizeBytes();
  const progress = createProgress({ resumedFrom, totalBytes, clock, onEvent });
  let known = facts;
  const onFacts = (later: ObjectFacts): void => {
    known = completeFacts(known, later);
  };
  const common = { session, facts, progress, first, onFacts };
  digests.catchUp();
  try {
    if (totalBytes === undefined) {
      const segment = { position: 0, end: undefined };
      await fetchSegment(segment, { ...common, sink: sinks.create(0) });
    } else {
      const { connections } = download;
      const gaps = written.missing(totalBytes);
      await fetchGaps({ ...common, gaps, connections, createSink: sinks.create });
    }
  } finally {
    await checkpoints.stop();
  }
  progress.flush();
  onEvent?.({ type: 'verifying' });
  const bytes = totalBytes ?? written.endFrom(0);
  return { facts: known, bytes, digests: await digests.finish(bytes) };
}

interface Sinks {
  readonly create: (position: number) => SegmentSink;
  /** Resolves when all chunks so far are in the file. */
  readonly drain: () => Promise<void>;
}

interface SinkOptions extends Pick<ObjectTransfer, 'file' | 'written' | 'facts'> {
  readonly pool: BlockPool;
  readonly digests: FileDigests;
}

function createSinks({ file, written, facts, pool, digests }: SinkOptions): Sinks {
  const writers = new Set<BlockWriter>();
  const onWritten = (range: { readonly start: number; readonly end: number }): void => {
    written.add(range);
    digests.catchUp();
  };
  return {
    create: (start) => {
      const writer = createBlockWriter({
        file,
        pool,
        position: start,
        onBlock: digests.pass,
        onWritten,
      });
      writers.add(writer);
      return {
        take: (_, chunk) => writer.push(chunk),
        flush: () => writer.drain(),
        async validateEnd() {
          await writer.drain();
          if (facts.crc64 !== undefined && facts.crc64 !== digests.proof().crc64) {
            throw raiseStoreError('EndedEarly');
          }
        },
      };
    },
    drain: async () => {
      await Promise.all([...writers].map((writer) => writer.drain()));
    },
  };
}

interface SaveOptions extends ObjectTransfer {
  readonly digests: FileDigests;
}

/** Saves nothing of an object that another run could not recognise. */
function createSave(
  { download, file, written, facts, sidecar, digests }: SaveOptions,
  drain: () => Promise<void>,
) {
  const { source } = download;
  const { totalBytes, etag, crc64 } = facts;
  let savedBytes = -1;
  return async (durability: 'kill' | 'power-cut'): Promise<void> => {
    if (totalBytes === undefined || !hasIdentity(facts)) return;
    await drain();
    const bytes = written.sizeBytes();
    if (bytes === savedBytes || bytes === 0) return;
    const state = { source, totalBytes, etag, crc64, done: written.list(), proof: digests.proof() };
    if (durability === 'power-cut') await file.datasync();
    await writeSidecar(sidecar, state);
    savedBytes = bytes;
  };
}
