import { formatByteSize } from '../../base/byte-sizes.ts';
import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { DownloadView, TaskBoard, TaskView } from '../board/task-board.ts';
import type { Style } from '../style/style.ts';

/** Of more tasks than this the totals are told, not each. */
export const mostTasksTold = 20;

/** How everything stands: a line for each task that goes on, and the totals where there is more than one. */
export function formatBoardLines(board: TaskBoard, now: number, style: Style): readonly string[] {
  const { active, succeeded, notSucceeded } = board;
  const tasks = active.size > mostTasksTold ? [] : [...active.values()];
  const lines = tasks.map((view) => formatTaskLine(view, now, style));
  return active.size + succeeded + notSucceeded === 1 && lines.length === 1
    ? lines
    : [...lines, formatTotals(board, now, style)];
}

/** One line of it all. One task: how it stands. Several: how many do. */
export function formatBoardLine(board: TaskBoard, now: number, style: Style): string {
  const [only] = board.active.values();
  return board.active.size === 1 && only !== undefined
    ? formatTaskLine(only, now, style)
    : formatTotals(board, now, style);
}

export function formatTaskLine(view: TaskView, now: number, style: Style): string {
  const { texts } = style;
  const parts =
    view.download === undefined
      ? describeWait(view, now, style)
      : describeFile(view.download, now, style);
  const elapsed = texts.elapsed(formatClockDuration(now - view.startedAt));
  const name = style.nameTask(view);
  return [...(name === undefined ? [] : [name]), ...parts, elapsed].join('  ');
}

function describeWait(
  { task, isCreating, estimatedEndAt = 0 }: TaskView,
  now: number,
  { texts }: Style,
): readonly string[] {
  if (task === undefined) return [isCreating ? texts.creating : texts.connecting];
  const isLeft = task.state === 'running' && estimatedEndAt > now;
  return [
    toPlainText(task.status ?? texts.noStatus),
    ...(task.progress === undefined ? [] : [texts.perCent(Math.floor(task.progress))]),
    ...(isLeft ? [texts.left(formatClockDuration(estimatedEndAt - now))] : []),
  ];
}

function describeFile(download: DownloadView, now: number, { texts }: Style): readonly string[] {
  const { receivedBytes, totalBytes } = download;
  const received = formatByteSize(receivedBytes);
  const rate = download.rate.bytesPerSecond(now);
  return [
    texts.downloading,
    totalBytes === null ? received : texts.bytesOf(received, formatByteSize(totalBytes)),
    ...(rate === undefined ? [] : [texts.bytesPerSecond(formatByteSize(Math.round(rate)))]),
  ];
}

function formatTotals(board: TaskBoard, now: number, { texts }: Style): string {
  return [
    texts.running(board.active.size),
    texts.succeeded(board.succeeded),
    texts.notSucceeded(board.notSucceeded),
    texts.elapsed(formatClockDuration(now - (board.startedAt ?? now))),
  ].join('  ');
}
