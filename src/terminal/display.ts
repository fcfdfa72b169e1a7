import type { OutputStream } from '../base/context.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createTaskBoard, type TaskBoard } from './board/task-board.ts';

/** How the work on tasks is shown on stderr while it goes on. */
export interface Display {
  /** The tasks as what was told of them left them. */
  readonly board: TaskBoard;
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
  const board = createTaskBoard();
  return {
    board,
    event(event) {
      board.apply(event);
    },
    print: (text, stream) => {
      stream.write(text);
    },
    finish(result) {
      board.finish(result);
    },
    close: () => undefined,
  };
}
