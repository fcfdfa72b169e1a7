import { SiemExportError } from '../base/errors.ts';
import { onAbort } from '../base/on-abort.ts';
import { text } from './texts.ts';

/** Writes to a stream that can be slow, and can be closed by its reader. */
export interface StreamWriter {
  /**
   * A promise where the stream is full.
   * @param onWritten called when the stream is done with the chunk
   * @throws the stream's error; SiemExportError where it was closed without one; the signal's reason
   *   when aborted
   */
  write(chunk: Buffer, onWritten?: () => void): Promise<void> | undefined;
  /** Resolves when all of it is out of this process. @throws as `write` */
  flush(): Promise<void>;
  /** Takes the listeners away; the stream stays open. */
  close(): void;
}

/** Of the streams that can be handed in, those of Node.js say this of themselves. */
type Target = NodeJS.WritableStream & {
  readonly destroyed?: boolean;
  readonly errored?: Error | null;
};

/** @param signal not aborted yet */
export function createStreamWriter(stream: Target, signal: AbortSignal): StreamWriter {
  /** Aborted when nothing can be written any more; the reason says why. */
  const ended = new AbortController();
  const fail = (error: unknown): void => {
    ended.abort(error);
  };
  const onClose = (): void => {
    fail(stream.errored ?? createClosedError());
  };
  stream.on('error', fail);
  stream.on('close', onClose);
  const stopListening = onAbort(signal, () => {
    fail(signal.reason);
  });
  const throwIfEnded = (): void => {
    // Its events come later, and what is written from here on is never answered.
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
      // Why it failed is told by the events that follow.
      if (error && stream.destroyed === true) return;
      stopListening();
      if (error) reject(error);
      else resolve();
    });
  });
}

function createClosedError(): SiemExportError {
  const message = text((texts) => texts.streamClosed);
  return new SiemExportError('StreamClosed', 'download', message, {
    hint: text((texts) => texts.readerGoneHint),
  });
}
