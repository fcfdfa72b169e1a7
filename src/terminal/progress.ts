import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';

/** How the work on tasks is shown on stderr while it goes on. */
export interface Progress {
  event(event: TaskEvent): void;
  /** A line, or several, that stay. */
  print(text: string): void;
  /** The work on a task has ended; `line` is what stays of it. */
  end(result: TaskResult, line: string): void;
  /** The work on a task has ended, and nothing stays of it here. */
  forget(result: TaskResult): void;
  /** Takes away all that does not stay. */
  close(): void;
}
