import type { FileHandle } from 'node:fs/promises';
import type { BlockPool } from './block-writer.ts';
import type { ByteRanges } from './byte-ranges.ts';
import type { Digests, DigestValues } from './digests.ts';
import { CannotContinueError } from '../store/errors.ts';

/** CRC-64 of the first `bytes` bytes. */
export interface PrefixProof {
  readonly bytes: number;
  /** Unsigned decimal. */
  readonly crc64: string;
}

/**
 * The digests of a file while it is written, in order from its first byte. A block that is next in
 * order is digested before it is written. Others, from an earlier run or another connection, are read
 * back from the file later. SHA-256 cannot be combined from parts, and this saves a second pass.
 */
export interface FileDigests {
  /** Call it before a block is written at `position`. */
  readonly pass: (position: number, block: Buffer) => void;
  /** Call it after a write: reads back the bytes that are next in order. */
  catchUp(): void;
  /** The digest of the bytes so far. */
  proof(): PrefixProof;
  /** @throws CannotContinueError if the bytes of an earlier run changed; a system error */
  finish(totalBytes: number): Promise<DigestValues>;
}

export interface FileDigestsOptions {
  readonly digests: Digests;
  readonly file: FileHandle;
  readonly pool: BlockPool;
  /** The bytes in the file. */
  readonly written: ByteRanges;
  /** The digest that the bytes of an earlier run have to have. */
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
    if (digests.crc64SoFar() !== expected?.crc64) throw createChangedError();
    advance(block.subarray(toProof));
  };
  const readBack = async (): Promise<void> => {
    const block = pool.take();
    for (let end = written.endFrom(position); end > position; end = written.endFrom(position)) {
      signal.throwIfAborted();
      const length = Math.min(block.length, end - position);
      const { bytesRead } = await file.read(block, 0, length, position);
      if (bytesRead === 0) throw createChangedError();
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
      if (position !== totalBytes) throw createChangedError();
      return digests.finish();
    },
  };
}

function createChangedError(): CannotContinueError {
  return new CannotContinueError({
    en: 'another program changed the partial file',
    zh: '未完成的文件被其他程序改动',
  });
}
