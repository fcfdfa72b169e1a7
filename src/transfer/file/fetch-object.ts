import type { FileHandle } from 'node:fs/promises';
import { createBlockPool, type BlockPool } from '../fetch/block-pool.ts';
import type { ByteRanges } from '../fetch/byte-ranges.ts';
import { startCheckpoints } from './checkpoints.ts';
import { createDigests, type DigestValues } from '../fetch/digests.ts';
import { fetchGaps } from '../fetch/fetch-gaps.ts';
import { fetchSegment, type SegmentSink } from '../fetch/fetch-segment.ts';
import { createFileDigests, type FileDigests, type PrefixProof } from '../fetch/file-digests.ts';
import { createBlockWriter, type BlockWriter } from '../fetch/block-writer.ts';
import { completeFacts, hasIdentity, type ObjectFacts } from '../store/object-facts.ts';
import type { OpenResponse, TransferSession } from '../store/request.ts';
import { createProgress } from '../fetch/progress.ts';
import { writeSidecar } from './sidecar.ts';
import { raiseStoreError } from '../store/codes.ts';

/** A partial file, and the response with its first missing bytes. */
export interface ObjectTransfer {
  readonly file: FileHandle;
  /** The bytes in the file; grows during the transfer. */
  readonly written: ByteRanges;
  readonly proof: PrefixProof | undefined;
  readonly facts: ObjectFacts;
  /** Begins at the first missing byte. */
  readonly first: OpenResponse;
  readonly connections: number | 'auto';
  /** The state is saved here, for another run. */
  readonly sidecar: string;
  readonly source: string;
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
  const { file, written, proof: expected, facts } = transfer;
  const pool = createBlockPool();
  const digests = await createDigests({ md5: facts.md5 !== undefined });
  const { signal } = session;
  const inFile = createFileDigests({ digests, file, pool, written, expected, signal });
  let known = facts;
  const onFacts = (later: ObjectFacts): void => {
    known = completeFacts(known, later);
  };
  await fetchMissing({ ...transfer, pool, digests: inFile, onFacts }, session);
  session.onEvent?.({ type: 'verifying' });
  const bytes = facts.totalBytes ?? written.endFrom(0);
  return { facts: known, bytes, digests: await inFile.finish(bytes) };
}

interface Fetching extends ObjectTransfer {
  readonly pool: BlockPool;
  readonly digests: FileDigests;
  readonly onFacts: (facts: ObjectFacts) => void;
}

async function fetchMissing(fetching: Fetching, session: TransferSession): Promise<void> {
  const { written, facts, first, connections, digests, onFacts } = fetching;
  const { totalBytes } = facts;
  const { clock, onEvent } = session;
  const resumedFrom = written.sizeBytes();
  const progress = createProgress({ resumedFrom, totalBytes, clock, onEvent });
  const sinks = createSinks(fetching);
  const checkpoints = startCheckpoints({ clock, save: createSave(fetching, sinks.drain) });
  digests.catchUp();
  try {
    const common = { session, facts, progress, first, onFacts };
    if (totalBytes === undefined) {
      const segment = { position: 0, end: undefined };
      await fetchSegment(segment, { ...common, sink: sinks.create(0) });
    } else {
      const gaps = written.missing(totalBytes);
      await fetchGaps({ ...common, gaps, connections, createSink: sinks.create });
    }
  } finally {
    await checkpoints.stop();
  }
  progress.flush();
}

interface Sinks {
  readonly create: (position: number) => SegmentSink;
  /** Resolves when all chunks so far are in the file. */
  readonly drain: () => Promise<void>;
}

function createSinks({ file, written, facts, pool, digests }: Fetching): Sinks {
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

/** Saves nothing of an object that another run could not recognise. */
function createSave(
  { file, written, facts, sidecar, source, digests }: Fetching,
  drain: () => Promise<void>,
) {
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
