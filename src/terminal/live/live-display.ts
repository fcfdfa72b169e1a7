import type { Context, Environment } from '../../base/context.ts';
import { createTaskBoard, type TaskBoard } from '../board/task-board.ts';
import type { Display } from '../display.ts';
import type { Style } from '../style/style.ts';
import { createBarScreen } from './bar-screen.ts';
import { createScreenRows } from './screen-rows.ts';
import { spin } from './spinner.ts';
import { createTaskBar, noTaskBar } from './task-bar.ts';
import { textWidth } from './text-width.ts';

const spinnerFrames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export interface LiveDisplayOptions {
  readonly context: Pick<Context, 'streams' | 'clock' | 'env' | 'signal'>;
  /** Of stderr. */
  readonly style: Style;
}

/** A bar for each task on stderr, and before the first answer a spinner. */
export function createLiveDisplay({ context, style: plainStyle }: LiveDisplayOptions): Display {
  const { clock, env, signal } = context;
  const stream = context.streams.stderr;
  const style = { ...plainStyle, measure: textWidth };
  const board = createTaskBoard();
  const spinning = new AbortController();
  let isSpinning = false;
  const taskBar = style.abilities.taskBar ? createTaskBar(stream, clock) : noTaskBar;
  const screen = createBarScreen({
    stream,
    cutsLines: isCuttingLines(env),
    rows: (bounds) => createScreenRows(board, { ...bounds, style, now: clock.now() }),
    onDraw: () => {
      taskBar.show(board);
    },
    onStop: () => {
      taskBar.clear();
    },
  });
  const close = (): void => {
    signal.removeEventListener('abort', close);
    spinning.abort();
    screen.stop();
  };
  // A second Ctrl-C ends the process at once: the terminal is put right at the first.
  signal.addEventListener('abort', close, { once: true });

  return {
    board,
    event(event) {
      board.apply(event);
      if (event.type === 'started' && !isSpinning) {
        isSpinning = true;
        const text = (): string => describeWait(board, style);
        const frames = spinnerFrames.map(style.paint.active);
        void spin({ stream, clock, text, frames, signal: spinning.signal });
      }
      if ((event.type === 'poll' || event.type === 'download') && !signal.aborted) {
        spinning.abort();
        screen.start();
      }
      // Its id is about to be printed, maybe on the same terminal.
      if (event.type === 'created') spinning.abort();
    },
    print(text, to) {
      screen.print(text, to);
    },
    finish(result) {
      board.finish(result);
      if (board.active.size === 0) spinning.abort();
    },
    close,
  };
}

function describeWait({ active }: TaskBoard, style: Style): string {
  const { texts } = style;
  const [only] = active.values();
  if (only?.isCreating) return texts.creating;
  const name =
    active.size === 1 && only !== undefined ? style.nameTask(only) : texts.tasks(active.size);
  return name === undefined ? texts.connecting : `${name}  ${texts.connecting}`;
}

/** xterm itself, the console of Linux and GNU screen cut lines; all else of today wraps them. */
export function isCuttingLines(env: Environment): boolean {
  if (env['TMUX'] !== undefined) return false;
  return env['XTERM_VERSION'] !== undefined || env['STY'] !== undefined || env['TERM'] === 'linux';
}
