import type { FileHandle } from 'node:fs/promises';
import { blockBytes, type BlockPool } from './block-pool.ts';
import type { ByteRange } from './byte-ranges.ts';
import { releaseMemory } from '../base/release-memory.ts';

/** Writes a stream of chunks into a file from some place on, in blocks. */
export interface BlockWriter {
  /**
   * Takes a chunk over, memory and all: it may be empty afterwards.
   * @returns a promise where too much waits to be written: no more before it is kept
   */
  push(chunk: Buffer): Promise<void> | undefined;
  /** Resolves when all that was pushed is written. */
  drain(): Promise<void>;
}

export interface BlockWriterOptions {
  readonly file: FileHandle;
  readonly pool: BlockPool;
  /** Where the first chunk goes. */
  readonly position: number;
  /** Told of each block before it is written. */
  readonly onBlock: (position: number, block: Buffer) => void;
  /** Told when bytes are in the file. */
  readonly onWritten: (range: ByteRange) => void;
}

/** While one is written the next one is filled. */
const mostInFlight = 2;

/** The first failure is thrown by every later call. */
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

/** A full disk shows itself as a write that is shorter than asked for; the next one then fails. */
async function writeAll(file: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let at = 0; at < content.length;) {
    const { bytesWritten } = await file.write(content, at, content.length - at, position + at);
    at += bytesWritten;
  }
}
