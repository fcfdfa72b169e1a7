import { writeSync } from 'node:fs';
import { exitCodes } from './base/exit-codes.ts';
import { stdoutFailure } from './base/stdout-failure.ts';
import { chooseUiLanguage } from './base/ui-language.ts';

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
  if (left.length > 0) watchStdout(process.stdout).write(left);
}

const watched = new WeakSet<NodeJS.WriteStream>();

/**
 * A reader that has exited is not an error: the program stays silent and keeps its exit code. A disk that is
 * full is one, for then the result is lost.
 */
export function watchStdout(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return watch(stream, ({ code = 'unknown error' }) => {
    if (code === 'EPIPE') return;
    process.once('exit', (exitCode) => {
      // Already reported.
      if (exitCode !== exitCodes.ok) return;
      process.exitCode = exitCodes.download;
      const message = stdoutFailure[chooseUiLanguage(process.env)];
      process.stderr.write(`✖ ${message} (${code})\n`);
    });
  });
}

/** What cannot be said on stderr decides nothing. */
export function watchStderr(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return watch(stream, () => undefined);
}

function watch(
  stream: NodeJS.WriteStream,
  onError: (error: NodeJS.ErrnoException) => void,
): NodeJS.WriteStream {
  if (watched.has(stream)) return stream;
  watched.add(stream);
  return stream.on('error', onError);
}
