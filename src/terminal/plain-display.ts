import { formatByteSize } from '../base/byte-sizes.ts';
import type { Clock, OutputStream } from '../base/context.ts';
import { formatClockDuration } from '../base/durations.ts';
import { toPlainText } from '../base/plain-text.ts';
import {
  createTaskBoard,
  type DownloadView,
  type TaskBoard,
  type TaskView,
} from './board/task-board.ts';
import type { Display } from './display.ts';
import type { Style } from './style/style.ts';

/** After so long without a line one is written all the same: a log shows that the work goes on. */
const silenceMs = 60_000;
/** Progress is worth a line after so many per cent, of a file also after so much time. */
const stepPercent = 10;
const fileStepMs = 10_000;
/** With more tasks than this a log has their ends, and a line of totals each minute. */
const mostTasksTold = 20;

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
        if (isSilent && board.active.size > 0) tell(describeBoard(board, clock.now(), style));
        else if (isSilent) lastAt = clock.now();
      }
    } catch {
      // Closed.
    }
  }

  return {
    event(event) {
      const view = board.apply(event);
      if (view === undefined || board.active.size > mostTasksTold) return;
      if (event.type !== 'poll' && event.type !== 'download') return;
      const key = `${event.roleFor ?? ''}/${event.exportId ?? ''}`;
      const next = whatChanged(view, told.get(key), event.at);
      if (next === undefined) return;
      told.set(key, next);
      tell(describeTask(view, event.at, style));
    },
    print: write,
    finish(result) {
      board.finish(result);
      told.delete(`${result.roleFor ?? ''}/${result.exportId ?? ''}`);
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

function describeTask(view: TaskView, now: number, style: Style): string {
  const { texts } = style;
  const parts =
    view.download === undefined
      ? describeWait(view, now, style)
      : describeFile(view.download, now, style);
  const elapsed = texts.elapsed(formatClockDuration(now - view.startedAt));
  return [...(view.exportId === undefined ? [] : [view.exportId]), ...parts, elapsed].join('  ');
}

function describeWait(
  { task, estimatedEndAt = 0 }: TaskView,
  now: number,
  { texts }: Style,
): readonly string[] {
  if (task === undefined) return [texts.connecting];
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

/** One task: how it stands. Several: how many do. */
function describeBoard(board: TaskBoard, now: number, style: Style): string {
  const [only] = board.active.values();
  if (board.active.size === 1 && only !== undefined) return describeTask(only, now, style);
  const { texts } = style;
  return [
    texts.running(board.active.size),
    texts.succeeded(board.succeeded),
    texts.notSucceeded(board.notSucceeded),
    texts.elapsed(formatClockDuration(now - (board.startedAt ?? now))),
  ].join('  ');
}
