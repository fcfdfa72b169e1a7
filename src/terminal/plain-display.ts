import { keyOfTask } from '../base/task-reference.ts';
import type { Clock, OutputStream } from '../base/context.ts';
import { createTaskBoard, type DownloadView, type TaskView } from './board/task-board.ts';
import type { Display } from './display.ts';
import { formatBoardLine, formatTaskLine, mostTasksTold } from './lines/board-lines.ts';
import type { Style } from './style/style.ts';

/** After so long without a line one is written all the same: a log shows that the work goes on. */
const silenceMs = 60_000;
/** Progress is worth a line after so many per cent, of a file also after so much time. */
const stepPercent = 10;
const fileStepMs = 10_000;

export interface PlainDisplayOptions {
  readonly stream: OutputStream;
  readonly clock: Clock;
  readonly style: Style;
}

/** What was told of a task last. */
interface Told {
  readonly status?: string | undefined;
  readonly step: number;
  readonly at: number;
}

/** Lines for logs and pipes: one when something changed, and one each minute of silence. */
export function createPlainDisplay({ stream, clock, style }: PlainDisplayOptions): Display {
  const board = createTaskBoard();
  const told = new Map<string, Told>();
  const closing = new AbortController();
  let lastAt = clock.now();
  const write = (text: string, to: OutputStream): void => {
    lastAt = clock.now();
    to.write(text);
  };
  const tell = (line: string): void => {
    write(`${line}\n`, stream);
  };
  void breakSilence();

  async function breakSilence(): Promise<void> {
    try {
      for (;;) {
        await clock.sleep(silenceMs - (clock.now() - lastAt), { signal: closing.signal });
        const isSilent = clock.now() - lastAt >= silenceMs;
        if (isSilent && board.active.size > 0) tell(formatBoardLine(board, clock.now(), style));
        else if (isSilent) lastAt = clock.now();
      }
    } catch {
      // Closed.
    }
  }

  return {
    board,
    event(event) {
      const view = board.apply(event);
      if (view === undefined || board.active.size > mostTasksTold) return;
      if (event.type !== 'poll' && event.type !== 'download') return;
      const key = keyOfTask(event);
      const next = whatChanged(view, told.get(key), event.at);
      if (next === undefined) return;
      told.set(key, next);
      tell(formatTaskLine(view, event.at, style));
    },
    print: write,
    finish(result) {
      board.finish(result);
      told.delete(keyOfTask(result));
    },
    close() {
      closing.abort();
    },
  };
}

/** @returns undefined where nothing is worth a line */
function whatChanged(view: TaskView, before: Told | undefined, at: number): Told | undefined {
  const { task, download } = view;
  const status = download === undefined ? task?.status : '(download)';
  const percent = download === undefined ? (task?.progress ?? 0) : percentOf(download);
  const step = Math.floor(percent / stepPercent);
  const next = { status, step, at };
  if (before === undefined || before.status !== status) return next;
  if (step <= before.step) return undefined;
  return download !== undefined && at - before.at < fileStepMs ? undefined : next;
}

function percentOf({ receivedBytes, totalBytes }: DownloadView): number {
  return totalBytes ? (receivedBytes / totalBytes) * 100 : 0;
}
