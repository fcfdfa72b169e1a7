import type { Clock, OutputStream } from '../../base/context.ts';

/** An answer that comes sooner needs no spinner, and none is loaded: ora takes some 50 ms. */
const patienceMs = 250;

export interface SpinnerOptions {
  readonly stream: OutputStream;
  readonly clock: Clock;
  /** What is waited for, as it is when the spinner begins to turn. */
  readonly text: () => string;
  /** Stops it. */
  readonly signal: AbortSignal;
  /** With its own colours. */
  readonly frames: readonly string[];
}

/** Spins on a terminal while the length of a wait is unknown. Leaves nothing on it. */
export async function spin(options: SpinnerOptions): Promise<void> {
  const { stream, clock, text, signal, frames } = options;
  try {
    await clock.sleep(patienceMs, { signal });
  } catch {
    return;
  }
  const { default: ora } = await import('ora');
  if (signal.aborted) return;
  const spinner = ora({
    stream,
    text: text(),
    spinner: { frames: [...frames], interval: 80 },
    color: false,
    isEnabled: true,
    // Both would put listeners on the process that outlive the wait.
    discardStdin: false,
    hideCursor: false,
  });
  const stop = (): void => {
    spinner.stop();
    stream.write(showCursor);
  };
  stream.write(hideCursor);
  spinner.start();
  signal.addEventListener('abort', stop, { once: true });
}

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
