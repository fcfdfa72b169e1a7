import type { Ora } from 'ora';
import type { OutputStream } from '../base/context.ts';

/** Turns on a terminal while the length of a wait is unknown. */
export interface Spinner {
  /** A line that stays, above the spinner while there is one. */
  print(text: string): void;
  /** Takes it away for good. */
  stop(): void;
}

/** ora takes some 50 ms to load: it is loaded while the request that it stands for is on its way. */
export function startSpinner(stream: OutputStream, text: string): Spinner {
  let stopped = false;
  let spinner: Ora | undefined;
  void import('ora').then(({ default: ora }) => {
    if (stopped) return;
    spinner = ora({ stream, text, isEnabled: true, discardStdin: false }).start();
  });
  return {
    print(line) {
      spinner?.clear();
      stream.write(`${line}\n`);
      spinner?.render();
    },
    stop() {
      stopped = true;
      spinner?.stop();
      spinner = undefined;
    },
  };
}
