import { writeSync } from 'node:fs';

/**
 * Writes a command's whole result to stdout at once, past process.stdout where that works: Node
 * takes longer to build that stream than `--help` or `config get` take for all they do.
 */
export function print(text: string): void {
  let left: Uint8Array = Buffer.from(text);
  try {
    // Windows: a console takes other than ASCII from its stream alone.
    while (left.length > 0 && process.platform !== 'win32') {
      left = left.subarray(writeSync(1, left));
    }
  } catch {
    // A pipe that is full, or whose reader has gone: the stream knows what to do.
  }
  if (left.length > 0) ignoreClosedPipe(process.stdout).write(left);
}

const watched = new WeakSet<NodeJS.WriteStream>();

/** A reader that has gone is no error of this program: it says nothing, and ends as it would have. */
export function ignoreClosedPipe(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (watched.has(stream)) return stream;
  watched.add(stream);
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
