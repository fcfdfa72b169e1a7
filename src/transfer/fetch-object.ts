import type { FileHandle } from 'node:fs/promises';
import { createBlockPool, type BlockPool } from './block-pool.ts';
import type { ByteRanges } from './byte-ranges.ts';
import { startCheckpoints } from './checkpoints.ts';
import { createDigests, type DigestValues } from './digests.ts';
import { fetchGaps } from './fetch-gaps.ts';
import { createEarlyEnd, fetchSegment, type SegmentSink } from './fetch-segment.ts';
import { createFileDigests, type FileDigests, type PrefixProof } from './file-digests.ts';
import { createBlockWriter, type BlockWriter } from './block-writer.ts';
import { completeFacts, hasIdentity, type ObjectFacts } from './object-facts.ts';
import type { OpenResponse, TransferSession } from './open-response.ts';
import { createProgress } from './progress.ts';
import { writeSidecar } from './sidecar.ts';

/** A partial file, the answer that brings what it lacks, and what is known of the whole. */
export interface ObjectTransfer {
  readonly file: FileHandle;
  /** What is in the file already; grows as more comes. */
  readonly written: ByteRanges;
  readonly proof: PrefixProof | undefined;
  readonly facts: ObjectFacts;
  /** Open at the first byte that lacks. */
  readonly first: OpenResponse;
  readonly connections: number | 'auto';
  /** Where the state is saved for another run. */
  readonly sidecar: string;
  readonly source: string;
}

export interface FetchedObject {
  /** With the digest that a later answer gave, where the first one had none. */
  readonly facts: ObjectFacts;
  readonly bytes: number;
  readonly digests: DigestValues;
}

/**
 * Brings a partial file to its full length, and saves on the way where it stands.
 * @throws as `fetchSegment`; what has arrived until then is in the file and in the sidecar
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
  /** All that was taken so far is in the file when this resolves. */
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
            throw createEarlyEnd(undefined);
          }
        },
      };
    },
    drain: async () => {
      await Promise.all([...writers].map((writer) => writer.drain()));
    },
  };
}

/** Nothing is saved of an object that could not be recognised again. */
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
