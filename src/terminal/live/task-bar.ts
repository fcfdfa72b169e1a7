import type { Clock, OutputStream } from '../../base/context.ts';
import type { TaskBoard, TaskView } from '../board/task-board.ts';
import { knownProgress } from '../board/task-progress.ts';

/** Ghostty takes a progress away that nobody tells again within fifteen seconds. */
const repeatMs = 5000;

/** Progress in the task bar, or on the tab of the window: of all tasks together. */
export interface TaskBar {
  /** Writes where something changed. */
  show(board: TaskBoard): void;
  /** Takes it away. */
  clear(): void;
}

/** OSC 9;4, as ConEmu has it. */
export function createTaskBar(stream: OutputStream, clock: Pick<Clock, 'now'>): TaskBar {
  let shown: { readonly text: string; readonly at: number } | undefined;
  return {
    show(board) {
      const text = formatProgress(board);
      const now = clock.now();
      if (text === shown?.text && now - shown.at < repeatMs) return;
      shown = { text, at: now };
      stream.write(text);
    },
    clear() {
      if (shown !== undefined) stream.write(formatSequence(states.none));
      shown = undefined;
    },
  };
}

/** Nothing for terminals that can't. */
export const noTaskBar: TaskBar = { show: () => undefined, clear: () => undefined };

const states = { none: 0, normal: 1, error: 2, unknown: 3 } as const;

function formatProgress(board: TaskBoard): string {
  const { active, succeeded, notSucceeded } = board;
  const views = [...active.values()];
  const ended = succeeded + notSucceeded;
  const isKnown = ended > 0 || views.some(({ task }) => task?.progress !== undefined);
  if (!isKnown) return formatSequence(states.unknown);
  const sum = views.reduce((done, view) => done + progressOf(view), ended);
  const percent = Math.floor((sum / (ended + views.length)) * 100);
  return formatSequence(notSucceeded > 0 ? states.error : states.normal, percent);
}

/** The file is what is waited for once it is on its way. */
function progressOf(view: TaskView): number {
  const { download } = view;
  if (!download?.totalBytes) return knownProgress(view);
  return download.receivedBytes / download.totalBytes;
}

function formatSequence(state: number, percent?: number): string {
  return `\u001b]9;4;${state}${percent === undefined ? '' : `;${percent}`}\u001b\\`;
}
