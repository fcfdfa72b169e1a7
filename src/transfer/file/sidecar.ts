import { formatJson, isJsonObject, parseJson, type JsonValue } from '../../base/json.ts';
import { readPlainFile } from '../../base/plain-file.ts';
import { replaceFile } from '../../base/replace-file.ts';
import type { ByteRange } from '../fetch/byte-ranges.ts';
import type { PrefixProof } from '../fetch/file-digests.ts';

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
