import type { FileHandle } from 'node:fs/promises';
import type { BlockPool } from './block-pool.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { Digests, DigestValues } from './digests.ts';
import { CannotContinueError } from './store-error.ts';

/** CRC-64 of the first `bytes` bytes, as an earlier run left them. */
export interface PrefixProof {
  readonly bytes: number;
  /** Unsigned decimal. */
  readonly crc64: string;
}

/**
 * The digests of a file that is being written, in order from its first byte. A block that comes in its
 * turn is taken as it passes; what was there before, or came out of turn over another connection, is
 * read back from the file when its turn comes. So whatever the digests prove, they prove of the bytes
 * that are in the file, and SHA-256, which unlike CRC-64 cannot be put together from parts, needs no
 * second pass.
 */
export interface FileDigests {
  /** A block is about to be written at `position`. */
  readonly pass: (position: number, block: Buffer) => void;
  /** More is in the file: reads back what has its turn. */
  catchUp(): void;
  /** What is proven so far. */
  proof(): PrefixProof;
  /** @throws CannotContinueError where what an earlier run left is not there any more; a system error */
  finish(totalBytes: number): Promise<DigestValues>;
}

export interface FileDigestsOptions {
  readonly digests: Digests;
  readonly file: FileHandle;
  readonly pool: BlockPool;
  /** What is in the file. */
  readonly written: ByteRanges;
  /** To be held against what is read back. */
  readonly expected: PrefixProof | undefined;
  readonly signal: AbortSignal;
}

export function createFileDigests(options: FileDigestsOptions): FileDigests {
  const { digests, file, pool, written, expected, signal } = options;
  let position = 0;
  let reading: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const advance = (block: Buffer): void => {
    const toProof = (expected?.bytes ?? 0) - position;
    const isProofWithin = toProof > 0 && toProof <= block.length;
    const head = isProofWithin ? block.subarray(0, toProof) : block;
    digests.update(head);
    position += head.length;
    if (!isProofWithin) return;
    if (digests.crc64SoFar() !== expected?.crc64) throw createLostError();
    advance(block.subarray(toProof));
  };
  const readBack = async (): Promise<void> => {
    const block = pool.take();
    for (let end = written.endFrom(position); end > position; end = written.endFrom(position)) {
      signal.throwIfAborted();
      const length = Math.min(block.length, end - position);
      const { bytesRead } = await file.read(block, 0, length, position);
      if (bytesRead === 0) throw createLostError();
      advance(block.subarray(0, bytesRead));
    }
    pool.give(block);
  };
  const startReading = (): Promise<void> => {
    reading = readBack()
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  return {
    pass: (at, block) => {
      if (reading === undefined && at === position) advance(block);
    },
    catchUp() {
      if (reading !== undefined || failure !== undefined) return;
      if (written.endFrom(position) > position) void startReading();
    },
    proof: () => ({ bytes: position, crc64: digests.crc64SoFar() }),
    async finish(totalBytes) {
      await reading;
      if (failure === undefined && written.endFrom(position) > position) await startReading();
      if (failure !== undefined) throw failure.error;
      if (position !== totalBytes) throw createLostError();
      return digests.finish();
    },
  };
}

function createLostError(): CannotContinueError {
  return new CannotContinueError((texts) => texts.keptChanged);
}
