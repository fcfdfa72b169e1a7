import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { TaskView } from '../board/task-board.ts';
import { expectedProgress } from '../board/task-progress.ts';
import { statePaint } from '../lines/state-paint.ts';
import type { Brush } from '../style/paint.ts';
import type { Style } from '../style/style.ts';
import { cutMiddle, textWidth } from './text-width.ts';

const shortestBar = 10;
const longestBar = 40;
const longestStatus = 20;
/** Less time left than this is not worth telling. */
const leastLeftMs = 1000;

/** The columns beside the bar, in their order. */
const beside = ['percent', 'elapsed', 'left', 'status'] as const;
type Column = 'id' | (typeof beside)[number];

/** What goes first where the terminal is narrow. */
const dropped: readonly (readonly Column[])[] = [
  [],
  ['left'],
  ['left', 'elapsed'],
  ['left', 'elapsed', 'status'],
];

type Cells = Readonly<Record<Column, string>>;

/** The bars of several tasks stand in one table. */
export interface TaskTable {
  /** Of the ids' column. */
  readonly idColumns: number;
  /** @param progress within 0 and 1 */
  formatRow(view: TaskView, progress: number): string;
}

/** @param columns what a row may take at most */
export function layoutTasks(
  views: readonly TaskView[],
  options: { readonly style: Style; readonly columns: number; readonly now: number },
): TaskTable {
  const { style, columns, now } = options;
  const cells = new Map(views.map((view) => [view, formatCells(view, now, style)]));
  const widths = measureColumns([...cells.values()], {
    // An estimate that comes and goes would make the bar longer and shorter each time.
    left: views.some(({ wasEstimated }) => wasEstimated)
      ? textWidth(style.texts.left(formatClockDuration(0)))
      : 0,
  });
  const fits = dropped.map((without) => ({
    shown: beside.filter((column) => widths[column] > 0 && !without.includes(column)),
    without,
  }));
  const room = (shown: readonly Column[]): number =>
    columns - widths.id - 2 - shown.reduce((sum, column) => sum + widths[column] + 2, 0);
  const { shown } = fits.find((fit) => room(fit.shown) >= shortestBar) ?? {
    shown: ['percent'] as const,
  };
  const barSize = Math.min(longestBar, Math.max(0, room(shown)));
  return {
    idColumns: widths.id,
    formatRow(view, progress) {
      const row = cells.get(view) ?? formatCells(view, now, style);
      const paint = statePaint(view.task?.state, style.paint);
      const texts = shown.map((column) =>
        paintCell(column, pad(row[column], widths[column], column), style, paint),
      );
      const expected = expectedProgress(view, now);
      const bar =
        barSize < 3 ? [] : [formatBar({ progress, expected, size: barSize, paint, style })];
      return [pad(row.id, widths.id, 'id'), ...bar, ...texts].join('  ').trimEnd();
    },
  };
}

function formatCells(view: TaskView, now: number, style: Style): Cells {
  const { texts } = style;
  const { task, estimatedEndAt } = view;
  const progress = task?.state === 'succeeded' ? 100 : task?.progress;
  const leftMs = task?.state === 'running' ? (estimatedEndAt ?? now) - now : 0;
  const status = task === undefined ? texts.connecting : toPlainText(task.status ?? texts.noStatus);
  return {
    id: style.nameTask(view) ?? '',
    percent: progress === undefined ? '' : texts.perCent(Math.floor(progress)),
    elapsed: texts.elapsed(formatClockDuration(now - view.startedAt)),
    left: leftMs < leastLeftMs ? '' : texts.left(formatClockDuration(leftMs)),
    status: cutMiddle(status, longestStatus),
  };
}

function measureColumns(
  rows: readonly Cells[],
  least: { readonly left: number },
): Readonly<Record<Column, number>> {
  const widest = (column: Column): number =>
    Math.max(0, ...rows.map((cells) => textWidth(cells[column])));
  return {
    id: widest('id'),
    // Steady from 0 % on; only the end takes one column more.
    percent: Math.max(4, widest('percent')),
    elapsed: widest('elapsed'),
    left: Math.max(least.left, widest('left')),
    status: widest('status'),
  };
}

/** Numbers stand on the right of their column. */
function pad(text: string, width: number, column: Column): string {
  const gap = ' '.repeat(Math.max(0, width - textWidth(text)));
  return column === 'status' || column === 'left' ? text + gap : gap + text;
}

function paintCell(column: Column, text: string, { paint }: Style, state: Brush): string {
  if (column === 'status') return state(text.trimEnd());
  return column === 'percent' ? text : paint.faint(text);
}

interface BarOptions {
  /** What is known, within 0 and 1. */
  readonly progress: number;
  /** What may be by now. */
  readonly expected: number;
  readonly size: number;
  readonly paint: Brush;
  readonly style: Style;
}

/**
 * Solid is what is known, and full only at the end: what is rounded up would say so too early. Between two
 * answers the bar goes on in a lighter shade, and always leaves a last cell to the answer.
 */
function formatBar({ progress, expected, size, paint, style }: BarOptions): string {
  const full = Math.floor(progress * size);
  const ahead = Math.max(0, Math.min(Math.floor(expected * size), size - 1) - full);
  const rest = size - full - ahead;
  return paint('█'.repeat(full) + '▒'.repeat(ahead)) + style.paint.faint('░'.repeat(rest));
}
