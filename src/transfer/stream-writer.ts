import { once } from 'node:events';

/** Writes to a stream that can be slow, and can be closed by its reader. */
export interface StreamWriter {
  /** A promise where the stream is full. @throws the stream's error; the signal's reason when aborted */
  write(chunk: Buffer): Promise<unknown> | undefined;
  /** Resolves when all of it is out of this process. @throws as `write` */
  flush(): Promise<void>;
  /** Takes the listener away; the stream stays open. */
  close(): void;
}

export function createStreamWriter(
  stream: NodeJS.WritableStream,
  signal: AbortSignal,
): StreamWriter {
  let failure: Error | undefined;
  const onError = (error: Error): void => {
    failure ??= error;
  };
  stream.on('error', onError);
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure;
  };
  return {
    write(chunk) {
      throwFailure();
      return stream.write(chunk) ? undefined : once(stream, 'drain', { signal });
    },
    async flush() {
      throwFailure();
      await writeLast(stream, signal);
      throwFailure();
    },
    close() {
      stream.off('error', onError);
    },
  };
}

/** An empty write is done when all before it are. */
function writeLast(stream: NodeJS.WritableStream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    stream.write('', (error) => {
      signal.removeEventListener('abort', onAbort);
      if (error) reject(error);
      else resolve();
    });
  });
}
