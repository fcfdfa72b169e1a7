import { onAbort } from '../../base/on-abort.ts';
import { raiseFileError } from './codes.ts';

/** Writes to a stream that may be slow, and may be closed by its reader. */
export interface StreamWriter {
  /**
   * @returns a promise if the stream is full
   * @param onWritten called when the stream is done with the chunk
   * @throws the stream's error; SiemExportError if it was closed without one; the signal's reason
   *   when aborted
   */
  write(chunk: Buffer, onWritten?: () => void): Promise<void> | undefined;
  /** Resolves when all bytes have left this process. @throws as `write` */
  flush(): Promise<void>;
  /** Removes the listeners; the stream stays open. */
  close(): void;
}

/** Streams of Node.js have these too. */
type Target = NodeJS.WritableStream & {
  readonly destroyed?: boolean;
  readonly errored?: Error | null;
};

/** @param signal not aborted yet */
export function createStreamWriter(stream: Target, signal: AbortSignal): StreamWriter {
  /** Aborted when the stream can take no more; the reason is the error. */
  const ended = new AbortController();
  const fail = (error: unknown): void => {
    ended.abort(error);
  };
  const onClose = (): void => {
    fail(stream.errored ?? raiseFileError('StreamClosed'));
  };
  stream.on('error', fail);
  stream.on('close', onClose);
  const stopListening = onAbort(signal, () => {
    fail(signal.reason);
  });
  const throwIfEnded = (): void => {
    // Its events come later, and writes to a destroyed stream never call back.
    if (stream.destroyed === true) onClose();
    ended.signal.throwIfAborted();
  };
  return {
    write(chunk, onWritten) {
      throwIfEnded();
      return stream.write(chunk, onWritten) ? undefined : waitForDrain(stream, ended.signal);
    },
    async flush() {
      throwIfEnded();
      await writeLast(stream, ended.signal);
      throwIfEnded();
    },
    close() {
      stopListening();
      stream.off('error', fail);
      stream.off('close', onClose);
    },
  };
}

function waitForDrain(stream: Target, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // The stream may have failed while it was written to.
    if (ended.aborted) {
      reject(ended.reason as Error);
      return;
    }
    const onDrain = (): void => {
      stopListening();
      resolve();
    };
    const stopListening = onAbort(ended, () => {
      stream.off('drain', onDrain);
      reject(ended.reason as Error);
    });
    stream.once('drain', onDrain);
  });
}

/** An empty write is done when all before it are. */
function writeLast(stream: Target, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(ended, () => {
      reject(ended.reason as Error);
    });
    stream.write('', (error) => {
      // The events that follow have the reason.
      if (error && stream.destroyed === true) return;
      stopListening();
      if (error) reject(error);
      else resolve();
    });
  });
}
