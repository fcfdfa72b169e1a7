import type { ChalkInstance } from 'chalk';
import cliProgress from 'cli-progress';
import type { Context, OutputStream } from '../base/context.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { formatBarLine, formatFileLine, type BarState, type FileState } from './bar-line.ts';
import type { Progress } from './progress.ts';
import { createRateMeter } from './rate-meter.ts';
import { startSpinner } from './spinner.ts';

export interface LiveProgressOptions {
  readonly stream: OutputStream;
  readonly context: Pick<Context, 'clock'>;
  readonly colors: ChalkInstance;
}

/** What the terminal shows of one task. */
interface Shown {
  readonly startedAt: number;
  bar: BarState | undefined;
  estimatedEndAt: number | undefined;
  file: FileState | undefined;
  readonly rate: ReturnType<typeof createRateMeter>;
  readonly bars: cliProgress.SingleBar[];
}

const framesPerSecond = 8;
const clearToEnd = '\u001b[K';

/** One live bar per task, with the file's line under it while it comes down; a spinner before the first answer. */
export function createLiveProgress(options: LiveProgressOptions): Progress {
  const { stream, colors } = options;
  const { clock } = options.context;
  const tasks = new Map<string, Shown>();
  const spinner = startSpinner(stream, 'asking the service');
  let bars: cliProgress.MultiBar | undefined;

  const draw = (line: (columns: number) => string): cliProgress.SingleBar => {
    spinner.stop();
    bars ??= new cliProgress.MultiBar({
      stream,
      format: (_, __, payload) => (payload as Payload).line(stream.columns ?? 80),
      fps: framesPerSecond,
      hideCursor: true,
      linewrap: false,
      clearOnComplete: true,
      gracefulExit: false,
    });
    return bars.create(1, 0, { line } satisfies Payload);
  };

  const shownOf = (event: TaskEvent): Shown => {
    const key = event.exportId ?? '';
    const found = tasks.get(key) ?? tasks.get('');
    const shown = found ?? {
      startedAt: event.at,
      bar: undefined,
      estimatedEndAt: undefined,
      file: undefined,
      rate: createRateMeter(),
      bars: [],
    };
    if (found === undefined || !tasks.has(key)) {
      tasks.delete('');
      tasks.set(key, shown);
    }
    return shown;
  };

  const showBar = (shown: Shown): void => {
    if (shown.bars.length > 0) return;
    shown.bars.push(draw((columns) => barLine(shown, clock.now(), { columns, colors })));
  };

  const showFile = (shown: Shown): void => {
    if (shown.bars.length > 1) return;
    showBar(shown);
    shown.bars.push(draw((columns) => fileLine(shown, columns)));
  };

  const forget = ({ exportId = '' }: TaskResult): void => {
    const shown = tasks.get(exportId) ?? tasks.get('');
    for (const bar of shown?.bars ?? []) bars?.remove(bar);
  };

  return {
    event(event) {
      const shown = shownOf(event);
      if (event.type === 'poll') {
        takePoll(shown, event);
        showBar(shown);
      } else if (event.type === 'download') {
        takeDownload(shown, event);
        if (shown.file !== undefined) showFile(shown);
      }
    },
    print(text) {
      if (bars === undefined) spinner.print(text);
      else printAbove(bars, text);
    },
    end(result, line) {
      if (bars === undefined) spinner.print(line);
      else printAbove(bars, line);
      forget(result);
    },
    forget,
    close() {
      spinner.stop();
      bars?.update();
      bars?.stop();
    },
  };
}

interface Payload {
  readonly line: (columns: number) => string;
}

function printAbove(bars: cliProgress.MultiBar, text: string): void {
  for (const line of text.split('\n')) bars.log(`${line}${clearToEnd}\n`);
  bars.update();
}

function takePoll(shown: Shown, event: Extract<TaskEvent, { type: 'poll' }>): void {
  const { task, exportId, estimatedEndAt } = event;
  shown.estimatedEndAt = estimatedEndAt;
  shown.bar = {
    label: exportId ?? 'task',
    progress: task.progress ?? shown.bar?.progress,
    elapsedMs: 0,
    leftMs: undefined,
    status: task.status ?? '',
    state: task.state === 'succeeded' || task.state === 'failed' ? task.state : 'running',
  };
}

function takeDownload(shown: Shown, event: Extract<TaskEvent, { type: 'download' }>): void {
  const { event: transfer, exportId } = event;
  if (transfer.type !== 'started' && transfer.type !== 'progress') return;
  const receivedBytes = transfer.type === 'started' ? transfer.resumedFrom : transfer.receivedBytes;
  shown.rate.record(event.at, receivedBytes);
  shown.file = {
    label: exportId ?? 'task',
    receivedBytes,
    totalBytes: transfer.totalBytes,
    bytesPerSecond: shown.rate.bytesPerSecond(),
  };
}

function barLine(
  shown: Shown,
  now: number,
  { columns, colors }: { columns: number; colors: ChalkInstance },
): string {
  const { bar, estimatedEndAt, startedAt } = shown;
  if (bar === undefined) return '';
  const running = bar.state === 'running';
  const leftMs =
    running && estimatedEndAt !== undefined && estimatedEndAt > now
      ? estimatedEndAt - now
      : undefined;
  return formatBarLine({ ...bar, leftMs, elapsedMs: now - startedAt }, columns, colors);
}

function fileLine({ file }: Shown, columns: number): string {
  return file === undefined ? '' : formatFileLine(file, columns);
}
