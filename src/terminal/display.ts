import type { OutputStream } from '../base/context.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';

/** How the work on tasks is shown on stderr while it goes on. */
export interface Display {
  event(event: TaskEvent): void;
  /** Whole lines that stay, with their line ends. `stream` may be another one on the same terminal. */
  print(text: string, stream: OutputStream): void;
  /** The work on a task has ended. */
  finish(result: TaskResult): void;
  /** Takes away all that does not stay. */
  close(): void;
}

/** Shows nothing but what is printed. */
export function createSilentDisplay(): Display {
  return {
    event: () => undefined,
    print: (text, stream) => {
      stream.write(text);
    },
    finish: () => undefined,
    close: () => undefined,
  };
}
