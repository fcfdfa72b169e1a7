import type { FileHandle } from 'node:fs/promises';
import { createByteRanges, type ByteRange, type ByteRanges } from '../fetch/byte-ranges.ts';
import type { PrefixProof } from '../fetch/file-digests.ts';
import type { ObjectFacts } from '../store/object-facts.ts';
import { openPartial, type PartialPaths } from './partial-file.ts';
import { readSidecar, type TransferState } from './sidecar.ts';

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
