import type { FileHandle } from 'node:fs/promises';
import type { Clock } from '../../base/context.ts';
import { formatJson, isJsonObject, parseJson, type JsonValue } from '../../base/json.ts';
import { readPlainFile } from '../../base/plain-file.ts';
import { replaceFile } from '../../base/replace-file.ts';
import { createByteRanges, type ByteRanges } from '../fetch/byte-ranges.ts';
import type { PrefixProof } from '../fetch/file-digests.ts';
import type { ByteRange, ObjectFacts } from '../store/object-facts.ts';
import { openPartial, type PartialPaths } from './partial-file.ts';

/** A partial file that an earlier run left, to resume from. */
export interface ResumeState {
  readonly file: FileHandle;
  /** The object that its bytes came from. */
  readonly known: ObjectFacts & { readonly totalBytes: number };
  readonly written: ByteRanges;
  readonly proof: PrefixProof;
}

/** @param source of the link: bytes from elsewhere are useless */
export async function openResumeState(
  { partial, sidecar }: PartialPaths,
  source: string,
): Promise<ResumeState | undefined> {
  const state = await readSidecar(sidecar);
  if (state?.source !== source || (state.etag ?? state.crc64) === undefined) return undefined;
  const done = usableRanges(state);
  const last = done.at(-1);
  if (last === undefined) return undefined;
  const file = await openPartial(partial, last.end);
  if (file === undefined) return undefined;
  const { proof } = state;
  return { file, known: describeKnown(state), written: createByteRanges(done), proof };
}

/** Without a digest from the store, only bytes that our own digest covers are usable. */
function usableRanges({ done, proof, crc64 }: TransferState): readonly ByteRange[] {
  if (crc64 !== undefined) return done;
  const [first] = done;
  if (first?.start !== 0 || proof.bytes === 0) return [];
  return [{ start: 0, end: Math.min(first.end, proof.bytes) }];
}

function describeKnown({ totalBytes, etag, crc64 }: TransferState): ResumeState['known'] {
  return {
    totalBytes,
    etag,
    crc64,
    md5: undefined,
    requestId: undefined,
    date: undefined,
    lastModified: undefined,
    acceptsRanges: true,
  };
}

/** What a later run has to know to resume from a partial file. Contains no secret. */
export interface TransferState {
  /** The link without its query. */
  readonly source: string;
  readonly totalBytes: number;
  readonly etag: string | undefined;
  /** The store's, of the whole file. */
  readonly crc64: string | undefined;
  /** The bytes in the partial file. */
  readonly done: readonly ByteRange[];
  readonly proof: PrefixProof;
}

/** Writes the sidecar in one step. */
export async function writeSidecar(path: string, state: TransferState): Promise<void> {
  const { source, totalBytes, etag = null, crc64 = null, done, proof } = state;
  const text = formatJson({
    Schema: 1,
    Source: source,
    Bytes: totalBytes,
    ETag: etag,
    Crc64: crc64,
    Done: done.map(({ start, end }) => [start, end]),
    Proof: [proof.bytes, proof.crc64],
  });
  await replaceFile(path, `${text}\n`, { sync: false });
}

/** Undefined if it is missing or invalid: the transfer starts over. */
export async function readSidecar(path: string): Promise<TransferState | undefined> {
  try {
    const { bytes } = await readPlainFile(path, { isOurs: true });
    return parseState(parseJson(bytes.toString()));
  } catch {
    return undefined;
  }
}

function parseState(value: JsonValue): TransferState | undefined {
  if (!isJsonObject(value) || value['Schema'] !== 1) return undefined;
  const { Source: source, Bytes: totalBytes, ETag: etag, Crc64: crc64 } = value;
  const done = parsePairs(value['Done']);
  const [proofBytes, proofCrc64] = toList(value['Proof']) ?? [];
  if (typeof source !== 'string' || !isSize(totalBytes) || done === undefined) return undefined;
  if (!isSize(proofBytes) || typeof proofCrc64 !== 'string') return undefined;
  if (done.some(({ start, end }) => start >= end || end > totalBytes)) return undefined;
  return {
    source,
    totalBytes,
    etag: typeof etag === 'string' ? etag : undefined,
    crc64: typeof crc64 === 'string' ? crc64 : undefined,
    done,
    proof: { bytes: proofBytes, crc64: proofCrc64 },
  };
}

function parsePairs(value: JsonValue | undefined): ByteRange[] | undefined {
  const ranges = toList(value)?.map((pair) => {
    const [start, end] = toList(pair) ?? [];
    return isSize(start) && isSize(end) ? { start, end } : undefined;
  });
  return ranges?.every((range) => range !== undefined) ? ranges : undefined;
}

function toList(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Saves the state of a transfer now and then, for another run to resume. */
export interface Checkpoints {
  /** Saves for the last time. Never throws. */
  stop(): Promise<void>;
}

export interface CheckpointsOptions {
  readonly clock: Clock;
  /** @param durability `power-cut`: the bytes have to be on disk before the state */
  readonly save: (durability: 'kill' | 'power-cut') => Promise<void>;
}

/** A kill loses this much at most, unless the disk is slow. */
const intervalMs = 500;
/** Saving takes at most this share of the time, because a sync is slow. */
const mostShare = 0.3;

export function startCheckpoints({ clock, save }: CheckpointsOptions): Checkpoints {
  const stopped = new AbortController();
  const loop = async (): Promise<void> => {
    for (let pauseMs = intervalMs; ;) {
      await clock.sleep(pauseMs, { signal: stopped.signal });
      const startedAt = clock.now();
      await save('power-cut').catch(() => undefined);
      pauseMs = Math.max(intervalMs, (clock.now() - startedAt) / mostShare);
    }
  };
  const running = loop().catch(() => undefined);
  return {
    async stop() {
      stopped.abort();
      await running;
      await save('kill').catch(() => undefined);
    },
  };
}
