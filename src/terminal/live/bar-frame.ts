import cliProgress from 'cli-progress';
import type { OutputStream } from '../../base/context.ts';
import { closeDrawing, openDrawing } from './drawing.ts';
import type { ScreenRow } from './screen-rows.ts';

const framesPerSecond = 8;

export interface BarFrameOptions {
  readonly stream: OutputStream;
  readonly rows: readonly ScreenRow[];
  /** Before each drawing: the same number of rows, as they are now; undefined: as they were. */
  readonly beforeDrawing: () => readonly ScreenRow[] | undefined;
  readonly afterDrawing: () => void;
}

/** A fixed number of rows at the end of a terminal, drawn again where they change. */
export interface BarFrame {
  /** As they are on the screen. */
  readonly rows: readonly ScreenRow[];
  /** Clears the rows; the cursor is where the first one was, and shown again. */
  stop(): void;
}

interface Payload {
  readonly row: ScreenRow;
}

/** Under the rows, for the cursor: terminals differ in how they wrap the row that it stands on. */
const cursorRow: ScreenRow = { progress: 0, format: () => '' };

/** Each row is a bar of cli-progress, each drawing one write. */
export function createBarFrame(options: BarFrameOptions): BarFrame {
  const { stream, beforeDrawing, afterDrawing } = options;
  const multiBar = new cliProgress.MultiBar({
    stream,
    format: (_, { progress }, payload) => (payload as Payload).row.format(progress),
    fps: framesPerSecond,
    hideCursor: true,
    linewrap: false,
    clearOnComplete: true,
  });
  const bars = [...options.rows, cursorRow].map((row) =>
    multiBar.create(1, row.progress, { row } satisfies Payload),
  );
  const frame = {
    rows: options.rows,
    stop() {
      multiBar.stop();
    },
  };
  multiBar.update();
  multiBar.on('update-pre', () => {
    openDrawing(stream);
    frame.rows = beforeDrawing() ?? frame.rows;
    frame.rows.forEach((row, index) => bars[index]?.update(row.progress, { row }));
  });
  multiBar.on('update-post', () => {
    closeDrawing(stream);
    afterDrawing();
  });
  return frame;
}
