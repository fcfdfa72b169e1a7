import { basename } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import type { Context } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { canRedraw } from '../../terminal/style/can-redraw.ts';
import type { BarScreen } from '../../terminal/live/bar-screen.ts';
import type { Style } from '../../terminal/style/style.ts';
import type { RowsProgress } from '../../workbook/workbook.ts';
import type { RowsCommand } from './rows.ts';

/** Shows on stderr how far a workbook is read. */
export interface ProgressDisplay {
  show(file: string, progress: RowsProgress): void;
  /** Takes the bar away. */
  clear(): void;
}

/** Most workbooks are read sooner, and need no bar. */
const patienceMs = 300;
/** Without a terminal: a line after so long. */
const silenceMs = 60_000;
const longestBar = 40;

/** A bar by the bytes of the sheets. No bar where the rows themselves go to the terminal. */
export function createProgressDisplay(
  { output, destination }: Pick<RowsCommand, 'output' | 'destination'>,
  { streams, env, clock }: Pick<Context, 'streams' | 'env' | 'clock'>,
  style: Style,
): ProgressDisplay {
  const { stdout, stderr } = streams;
  const printsRows = destination.kind === 'stdout' && stdout.isTTY === true;
  if (output.quiet || printsRows) return { show: () => undefined, clear: () => undefined };
  const isLive = output.progress && canRedraw(stderr, env);
  let startedAt: number | undefined;
  let current: { readonly file: string; readonly progress: RowsProgress } | undefined;
  let opening: Promise<void> | undefined;
  let screen: BarScreen | undefined;
  const openBar = async (): Promise<void> => {
    const { createBarScreen } = await import('../../terminal/live/bar-screen.ts');
    const { isCuttingLines } = await import('../../terminal/live/live-display.ts');
    // The work may have ended meanwhile.
    if (current === undefined || screen !== undefined) return;
    screen = createBarScreen({
      stream: stderr,
      cutsLines: isCuttingLines(env),
      rows: ({ columns }) => [createRow(current, columns, style)],
      onDraw: () => undefined,
      onStop: () => undefined,
    });
    screen.start();
  };
  return {
    show(file, progress) {
      const now = clock.now();
      startedAt ??= now;
      current = { file, progress };
      if (isLive && now - startedAt >= patienceMs) opening ??= openBar();
      if (isLive || now - startedAt < silenceMs) return;
      startedAt = now;
      stderr.write(`${describe(current, style)}\n`);
    },
    clear() {
      screen?.stop();
      screen = undefined;
      opening = undefined;
      current = undefined;
      startedAt = undefined;
    },
  };
}

type Current = { readonly file: string; readonly progress: RowsProgress } | undefined;

function createRow(current: Current, columns: number, style: Style) {
  return {
    progress: fractionOf(current),
    format: (progress: number) => {
      const text = describe(current, style);
      const size = Math.min(longestBar, columns - style.measure(text) - 2);
      if (size < 3) return text;
      const full = Math.floor(progress * size);
      const bar = style.paint.active('█'.repeat(full)) + style.paint.faint('░'.repeat(size - full));
      return `${bar}  ${text}`;
    },
  };
}

function describe(current: Current, { texts }: Style): string {
  if (current === undefined) return '';
  const { readBytes, totalBytes } = current.progress;
  const percent = texts.perCent(Math.floor(fractionOf(current) * 100));
  const bytes = texts.bytesOf(formatByteSize(readBytes), formatByteSize(totalBytes));
  return `${percent}  ${bytes}  ${toPlainText(basename(current.file))}`;
}

function fractionOf(current: Current): number {
  if (current === undefined || current.progress.totalBytes === 0) return 0;
  return Math.min(1, current.progress.readBytes / current.progress.totalBytes);
}
