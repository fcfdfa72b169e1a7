import type { ChalkInstance } from 'chalk';
import { formatByteSize } from '../base/byte-sizes.ts';
import { formatClockDuration } from '../base/durations.ts';
import { toPlainText } from '../base/plain-text.ts';

/** What a terminal shows of a task that is waited for. */
export interface BarState {
  readonly label: string;
  /** Per cent; undefined before the first answer that has one. */
  readonly progress: number | undefined;
  readonly elapsedMs: number;
  /** Undefined while there is no estimate. */
  readonly leftMs: number | undefined;
  /** Comes from outside. */
  readonly status: string;
  readonly state: 'running' | 'succeeded' | 'failed';
}

/** What a terminal shows of a file on its way. */
export interface FileState {
  readonly label: string;
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
  /** Undefined until it can be told. */
  readonly bytesPerSecond: number | undefined;
}

const longestBar = 24;
const shortestBar = 8;

/**
 * One line that fits into `columns`, the last column left free: where it is too narrow the time left
 * goes first, then the status, then the elapsed time; the bar is as long as there is room for.
 */
export function formatBarLine(state: BarState, columns: number, colors: ChalkInstance): string {
  const { label, progress, elapsedMs, leftMs } = state;
  const room = columns - 1;
  const percent = progress === undefined ? '    ' : `${String(Math.floor(progress)).padStart(3)} %`;
  const parts = [
    `${formatClockDuration(elapsedMs)} elapsed`,
    leftMs === undefined ? '' : `about ${formatClockDuration(leftMs)} left`,
    toPlainText(state.status),
  ];
  const fixed = label.length + 2 + 2 + percent.length;
  for (const dropped of [[], [1], [1, 2], [0, 1, 2]]) {
    const tail = parts
      .filter((part, index) => part !== '' && !dropped.includes(index))
      .map((part) => `  ${part}`)
      .join('');
    const size = Math.min(longestBar, room - fixed - tail.length);
    if (size < shortestBar && dropped.length < 3) continue;
    if (size < 1) return `${label} ${percent.trim()}`.slice(0, room);
    return `${label}  ${formatBar(state, size, colors)} ${percent}${tail}`;
  }
  return '';
}

function formatBar({ progress = 0, state }: BarState, size: number, colors: ChalkInstance): string {
  const full = state === 'succeeded' ? size : Math.floor((progress / 100) * size);
  const color = { running: 'cyan', succeeded: 'green', failed: 'red' } as const;
  return colors[color[state]]('█'.repeat(full)) + colors.dim('░'.repeat(size - full));
}

/** The line under the bar while the file comes down. */
export function formatFileLine(file: FileState, columns: number): string {
  const { label, receivedBytes, totalBytes, bytesPerSecond } = file;
  const of = totalBytes === null ? '' : ` of ${formatByteSize(totalBytes)}`;
  const parts = [`${label}  ↓ ${formatByteSize(receivedBytes)}${of}`];
  if (bytesPerSecond !== undefined && bytesPerSecond > 0) {
    parts.push(`${formatByteSize(Math.round(bytesPerSecond))}/s`);
    if (totalBytes !== null) {
      const leftMs = ((totalBytes - receivedBytes) / bytesPerSecond) * 1000;
      parts.push(`about ${formatClockDuration(leftMs)} left`);
    }
  }
  while (parts.length > 1 && parts.join('  ').length > columns - 1) parts.pop();
  return parts.join('  ').slice(0, columns - 1);
}
