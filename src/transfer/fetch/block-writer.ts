import type { FileHandle } from 'node:fs/promises';
import { releaseMemory } from '../../base/release-memory.ts';
import type { ByteRange } from '../store/object-facts.ts';

/** Writes chunks to a file from a position on, in blocks. */
export interface BlockWriter {
  /**
   * Takes ownership of the chunk's memory: the chunk may be empty afterwards.
   * @returns a promise if the writer is full: the next chunk has to wait for it
   */
  push(chunk: Buffer): Promise<void> | undefined;
  /** Resolves when all chunks are written. */
  drain(): Promise<void>;
}

export interface BlockWriterOptions {
  readonly file: FileHandle;
  readonly pool: BlockPool;
  /** Position of the first chunk. */
  readonly position: number;
  /** Called before each block is written. */
  readonly onBlock: (position: number, block: Buffer) => void;
  /** Called after each block is written. */
  readonly onWritten: (range: ByteRange) => void;
}

/** One block is filled while another one is written. */
const mostInFlight = 2;

/** After the first failure, every call throws it. */
export function createBlockWriter(options: BlockWriterOptions): BlockWriter {
  const { file, pool, onBlock, onWritten } = options;
  let { position } = options;
  let block: Buffer | undefined;
  let filled = 0;
  const inFlight = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const write = async (content: Buffer, range: ByteRange): Promise<void> => {
    onBlock(range.start, content);
    await writeAll(file, content, range.start);
    onWritten(range);
  };
  const flush = (full: Buffer): void => {
    const range = { start: position, end: position + filled };
    const written = write(full.subarray(0, filled), range)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        inFlight.delete(written);
        pool.give(full);
      });
    inFlight.add(written);
    position = range.end;
    filled = 0;
    block = undefined;
  };
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.error;
  };

  return {
    push(chunk) {
      throwFailure();
      for (let at = 0; at < chunk.length;) {
        block ??= pool.take();
        const copied = chunk.copy(block, filled, at);
        at += copied;
        filled += copied;
        if (filled === blockBytes) flush(block);
      }
      releaseMemory(chunk);
      return inFlight.size < mostInFlight ? undefined : Promise.race(inFlight).then(throwFailure);
    },
    async drain() {
      if (block !== undefined && failure === undefined) flush(block);
      await Promise.all(inFlight);
      throwFailure();
    },
  };
}

/** On a full disk a write is shorter than requested; the next one fails. */
async function writeAll(file: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let at = 0; at < content.length;) {
    const { bytesWritten } = await file.write(content, at, content.length - at, position + at);
    at += bytesWritten;
  }
}

/** Reuses memory: a gigabyte passes through a few blocks. */
export interface BlockPool {
  /** Its content is arbitrary. */
  take(): Buffer;
  give(block: Buffer): void;
}

/**
 * TLS delivers 16 KB at a time. Copying them into one block takes a third of the time of `writev` with
 * 64 of them. Larger blocks are not faster, and each connection has three.
 */
export const blockBytes = 2 ** 19;

export function createBlockPool(): BlockPool {
  const free: Buffer[] = [];
  return {
    take: () => free.pop() ?? Buffer.allocUnsafeSlow(blockBytes),
    give(block) {
      free.push(block);
    },
  };
}
