import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from './byte-ranges.ts';

/** Writes a stream of chunks into a file from some place on. */
export interface GatherWriter {
  /** A promise where too much waits to be written: no more before it is kept. */
  push(chunk: Buffer): Promise<void> | undefined;
  /** Resolves when all that was pushed is written. */
  drain(): Promise<void>;
}

export interface GatherWriterOptions {
  readonly file: FileHandle;
  /** Where the first chunk goes. */
  readonly position: number;
  /** Told when bytes are in the file. */
  readonly onWritten: (range: ByteRange) => void;
}

/**
 * TLS hands out 16 KB at a time: written one by one they take longer than to fetch. Measured: 1 MiB,
 * and while it is written the next one is gathered.
 */
const gatherBytes = 2 ** 20;
const mostInFlight = 2;

/** The first failure of the file system is thrown by every later call. */
export function createGatherWriter({
  file,
  position,
  onWritten,
}: GatherWriterOptions): GatherWriter {
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  const inFlight = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const flush = (): void => {
    const range = { start: position, end: position + gatheredBytes };
    const write = writeAll(file, gathered, position)
      .then(
        () => {
          onWritten(range);
        },
        (error: unknown) => {
          failure ??= { error };
        },
      )
      .finally(() => inFlight.delete(write));
    inFlight.add(write);
    position = range.end;
    gathered = [];
    gatheredBytes = 0;
  };
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.error;
  };

  return {
    push(chunk) {
      throwFailure();
      gathered.push(chunk);
      gatheredBytes += chunk.length;
      if (gatheredBytes < gatherBytes) return undefined;
      flush();
      return inFlight.size < mostInFlight ? undefined : Promise.race(inFlight).then(throwFailure);
    },
    async drain() {
      if (gatheredBytes > 0 && failure === undefined) flush();
      await Promise.all(inFlight);
      throwFailure();
    },
  };
}

/** A full disk shows itself as a write that is shorter than asked for; the next one then fails. */
async function writeAll(file: FileHandle, chunks: Buffer[], position: number): Promise<void> {
  let left = chunks;
  let at = position;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left, at);
    at += bytesWritten;
    left = dropBytes(left, bytesWritten);
  }
}

function dropBytes(chunks: Buffer[], count: number): Buffer[] {
  let skip = count;
  const from = chunks.findIndex((chunk) => {
    if (skip < chunk.length) return true;
    skip -= chunk.length;
    return false;
  });
  if (from < 0) return [];
  const [first, ...rest] = chunks.slice(from);
  return first === undefined ? [] : [first.subarray(skip), ...rest];
}
