import { formatClockDuration } from '../../base/durations.ts';
import type { TaskBoard, TaskView } from '../board/task-board.ts';
import { knownProgress } from '../board/task-progress.ts';
import type { Style } from '../style/style.ts';
import { formatFileRow, type FileRowOptions } from './file-row.ts';
import { layoutTasks } from './task-rows.ts';
import { textWidth } from './text-width.ts';

/** A row of the live part of the screen: one bar of cli-progress. */
export interface ScreenRow {
  /** Within 0 and 1. */
  readonly progress: number;
  /** @param progress as cli-progress gives it back, within 0 and 1 */
  format(progress: number): string;
}

export interface ScreenRowsOptions {
  readonly style: Style;
  /** What a row may take at most. */
  readonly columns: number;
  /** How many rows there may be at most. */
  readonly rows: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The tasks that go on: a bar for each, the file's line under it during a download. Where nobody waited
 * for the task, there is nothing that a bar could show, and the file's line stands alone. Where they
 * don't all fit, the last row counts the others.
 */
export function createScreenRows(
  board: TaskBoard,
  options: ScreenRowsOptions,
): readonly ScreenRow[] {
  const views = chooseViews(board, options.rows);
  const table = layoutTasks(views, options);
  const createBar = (view: TaskView): ScreenRow => ({
    progress: knownProgress(view),
    format: (progress) => table.formatRow(view, progress),
  });
  const fileOptions = { ...options, idColumns: table.idColumns };
  const rows = views.flatMap((view) => [
    ...(hasBar(view) ? [createBar(view)] : []),
    ...(view.download === undefined ? [] : [createFileRow(view, view.download, fileOptions)]),
  ]);
  const others = board.active.size - views.length;
  return others === 0 ? rows : [...rows, createTotalsRow(board, others, options)];
}

/**
 * As many as fit, in the order in which they began; where not all of them do, one row is kept for the
 * totals, and files on their way go before tasks that merely run.
 */
function chooseViews({ active }: TaskBoard, rows: number): readonly TaskView[] {
  const views = [...active.values()];
  if (countRows(views) <= rows) return views;
  const chosen = new Set<TaskView>();
  let room = rows - 1;
  for (const view of [...views.filter(hasFile), ...views.filter((each) => !hasFile(each))]) {
    if (rowsOf(view) > room) break;
    chosen.add(view);
    room -= rowsOf(view);
  }
  return views.filter((view) => chosen.has(view));
}

function countRows(views: readonly TaskView[]): number {
  return views.reduce((sum, view) => sum + rowsOf(view), 0);
}

function hasFile({ download }: TaskView): boolean {
  return download !== undefined;
}

function hasBar({ task, download }: TaskView): boolean {
  return task !== undefined || download === undefined;
}

function rowsOf(view: TaskView): number {
  return Number(hasBar(view)) + Number(hasFile(view));
}

function createFileRow(
  view: TaskView,
  download: NonNullable<TaskView['download']>,
  options: FileRowOptions,
): ScreenRow {
  const { receivedBytes, totalBytes } = download;
  return {
    progress: totalBytes ? receivedBytes / totalBytes : 0,
    format: () => formatFileRow(view, download, options),
  };
}

function createTotalsRow(board: TaskBoard, others: number, options: ScreenRowsOptions): ScreenRow {
  const { succeeded, notSucceeded, active, startedAt } = board;
  const { texts, paint } = options.style;
  const ended = succeeded + notSucceeded;
  const parts = [
    texts.more(others),
    ...(succeeded > 0 ? [paint.good(texts.succeeded(succeeded))] : []),
    ...(notSucceeded > 0 ? [paint.bad(texts.notSucceeded(notSucceeded))] : []),
    texts.running(active.size),
    ...(startedAt === undefined
      ? []
      : [paint.faint(texts.elapsed(formatClockDuration(options.now - startedAt)))]),
  ];
  while (parts.length > 1 && textWidth(parts.join('  ')) > options.columns) parts.pop();
  return { progress: ended / (ended + active.size), format: () => parts.join('  ') };
}
