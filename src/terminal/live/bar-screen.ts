import type { OutputStream } from '../../base/context.ts';
import { terminalColumns, terminalRows } from '../style/style.ts';
import { createBarFrame, type BarFrame } from './bar-frame.ts';
import { closeDrawing, openDrawing } from './drawing.ts';
import type { ScreenRow } from './screen-rows.ts';
import { countRows } from './text-width.ts';

export interface BarScreenOptions {
  readonly stream: OutputStream;
  /** The terminal cuts lines when it gets narrower, where others wrap them. */
  readonly cutsLines: boolean;
  /** What is to be shown at this moment, within these bounds. */
  readonly rows: (bounds: { columns: number; rows: number }) => readonly ScreenRow[];
  /** What it writes is part of the drawing. */
  readonly onDraw: () => void;
  readonly onStop: () => void;
}

/** The rows at the end of a terminal that are drawn again and again. */
export interface BarScreen {
  /** Shows them, from now on until `stop`. */
  start(): void;
  /** Whole lines that stay, above them; until `stop` with the next drawing. */
  print(text: string, stream: OutputStream): void;
  /** Takes them away and leaves the terminal as it was. */
  stop(): void;
}

interface Print {
  readonly text: string;
  readonly stream: OutputStream;
}

/**
 * What a frame of cli-progress cannot do (rows that come and go, lines above it that wrap, another
 * width) is done by stopping it, which clears its rows, and starting another; all of it in one
 * write, so that nothing flickers.
 */
export function createBarScreen(options: BarScreenOptions): BarScreen {
  const { stream, cutsLines, rows, onDraw, onStop } = options;
  let frame: BarFrame | undefined;
  const waiting: Print[] = [];

  const currentRows = (): readonly ScreenRow[] => {
    onDraw();
    return rows({
      // The last column stays free: a symbol there leaves the cursor where terminals disagree.
      columns: terminalColumns(stream) - 1,
      // The cursor has a row of its own.
      rows: Math.max(1, terminalRows(stream) - 1),
    });
  };
  const clear = (before = ''): void => {
    openDrawing(stream);
    stream.write(before);
    frame?.stop();
    for (const print of waiting.splice(0)) {
      if (print.stream === stream) {
        stream.write(print.text);
      } else {
        // The same terminal by another way: what is written so far must be there first.
        stream.uncork();
        print.stream.write(print.text);
        stream.cork();
      }
    }
  };
  const restart = (before?: string): void => {
    clear(before);
    frame = createBarFrame({ stream, rows: currentRows(), beforeDrawing, afterDrawing });
    closeDrawing(stream);
  };
  let isOutdated = false;
  const beforeDrawing = (): readonly ScreenRow[] | undefined => {
    const next = currentRows();
    isOutdated = waiting.length > 0 || next.length !== frame?.rows.length;
    return isOutdated ? undefined : next;
  };
  const afterDrawing = (): void => {
    if (isOutdated) restart();
  };
  const resize = (): void => {
    const wrapped = cutsLines ? 0 : countWrapped(frame?.rows ?? [], terminalColumns(stream));
    restart(moveUp(wrapped));
  };

  return {
    start() {
      if (frame !== undefined) return;
      stream.on('resize', resize);
      restart();
    },
    print(text, to) {
      if (frame === undefined) to.write(text);
      else waiting.push({ text, stream: to });
    },
    stop() {
      if (frame === undefined) return;
      stream.off('resize', resize);
      clear();
      onStop();
      frame = undefined;
      closeDrawing(stream);
    },
  };
}

/** How many rows the terminal has added to these by wrapping them at its new width. */
function countWrapped(rows: readonly ScreenRow[], columns: number): number {
  const taken = rows.map((row) => countRows(row.format(row.progress), columns));
  return taken.reduce((sum, count) => sum + count - 1, 0);
}

function moveUp(rows: number): string {
  return rows > 0 ? `\u001b[${rows}A` : '';
}
