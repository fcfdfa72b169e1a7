import type { OutputStream } from '../base/context.ts';

/**
 * Keeps a stream whose reader goes away (`| head -1`) from ending the program with a stack.
 * @returns aborted when nothing more can be written to the stream, with the error as its reason:
 *   code `EPIPE` where the reader is gone, which calls for no word at all
 */
export function watchOutput(stream: OutputStream): AbortSignal {
  const closed = new AbortController();
  // Stays for good: an error may still come after the last write.
  stream.on('error', (error) => {
    closed.abort(error);
  });
  return closed.signal;
}
