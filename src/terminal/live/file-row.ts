import { basename } from 'node:path';
import { formatByteSize } from '../../base/byte-sizes.ts';
import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { DownloadView, TaskView } from '../board/task-board.ts';
import type { Style } from '../style/style.ts';
import { cutMiddle, textWidth } from './text-width.ts';

/** Steady while the pace has two or three digits. */
const rateColumns = 8;

export interface FileRowOptions {
  readonly style: Style;
  /** What the row may take at most. */
  readonly columns: number;
  /** Of the ids' column in the rows around it. */
  readonly idColumns: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The line of a file on its way: what does not fit goes, from the right. */
export function formatFileRow(
  view: TaskView,
  download: DownloadView,
  options: FileRowOptions,
): string {
  const { style, columns, now, idColumns } = options;
  const id = (style.nameTask(view) ?? '').padStart(idColumns);
  const head = [
    ...(id === '' ? [] : [id]),
    `${style.paint.active('↓')} ${formatBytes(download, style)}`,
  ];
  const parts = [...formatPace(download, now, style), formatName(download, style)];
  let row = head.join('  ');
  for (const part of parts) {
    if (part !== '' && textWidth(row) + 2 + textWidth(part) > columns) break;
    if (part !== '') row += `  ${part}`;
  }
  return textWidth(row) <= columns ? row : cutMiddle(`${id}  ↓`.trimStart(), columns);
}

function formatBytes({ receivedBytes, totalBytes }: DownloadView, { texts }: Style): string {
  const received = formatByteSize(receivedBytes);
  if (totalBytes === null) return received;
  const total = formatByteSize(totalBytes);
  return texts.bytesOf(received.padStart(total.length), total);
}

function formatPace(
  download: DownloadView,
  now: number,
  { texts, paint }: Style,
): readonly string[] {
  if (download.verifying) return [texts.verifying];
  const bytesPerSecond = download.rate.bytesPerSecond(now);
  if (bytesPerSecond === undefined) return [];
  const rate = texts
    .bytesPerSecond(formatByteSize(Math.round(bytesPerSecond)))
    .padStart(rateColumns);
  const { totalBytes, receivedBytes } = download;
  if (totalBytes === null || bytesPerSecond < 1) return [rate];
  const leftMs = ((totalBytes - receivedBytes) / bytesPerSecond) * 1000;
  return [rate, paint.faint(texts.left(formatClockDuration(leftMs)))];
}

function formatName({ path }: DownloadView, { texts, paint }: Style): string {
  return paint.faint(path === null ? texts.standardOutput : toPlainText(basename(path)));
}
