import { formatByteSize } from '../base/byte-sizes.ts';
import type { Context, OutputStream } from '../base/context.ts';
import { formatClockDuration } from '../base/durations.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { TaskEvent } from '../operations/task-event.ts';
import type { Progress } from './progress.ts';

/** After so long without a line one is written all the same, so that a log shows that work goes on. */
const silenceMs = 60_000;
/** A log gets a line for so many per cent. */
const stepPercent = 10;

/** What was said of a task last. */
interface Said {
  key: string;
  at: number;
}

/**
 * Plain lines for logs and pipes: one when something changed, and one each minute of silence, with
 * no control characters at all.
 */
export function createLineProgress(
  stream: OutputStream,
  { clock }: Pick<Context, 'clock'>,
): Progress {
  const startedAt = clock.now();
  const said = new Map<string, Said>();

  const write = (text: string): void => {
    stream.write(`${text}\n`);
  };
  const say = (event: TaskEvent, key: string, text: string): void => {
    const label = event.exportId ?? 'task';
    const last = said.get(label);
    const isNew = last === undefined || last.key !== key;
    if (!isNew && event.at - last.at < silenceMs) return;
    said.set(label, { key, at: event.at });
    write(`${label}  ${text}  ${formatClockDuration(event.at - startedAt)} elapsed`);
  };

  return {
    event(event) {
      if (event.type === 'poll') sayPoll(event, say);
      else if (event.type === 'download') sayDownload(event, say);
    },
    print: write,
    end: (_, line) => {
      write(line);
    },
    forget: () => undefined,
    close: () => undefined,
  };
}

type Say = (event: TaskEvent, key: string, text: string) => void;

function sayPoll(event: Extract<TaskEvent, { type: 'poll' }>, say: Say): void {
  const { status = 'no status', progress } = event.task;
  const step = progress === undefined ? '' : String(Math.floor(progress / stepPercent));
  const shown = progress === undefined ? '' : `${Math.floor(progress)} %  `;
  say(event, `${status} ${step}`, `${shown}${toPlainText(status)}`);
}

function sayDownload(event: Extract<TaskEvent, { type: 'download' }>, say: Say): void {
  const { event: transfer } = event;
  if (transfer.type === 'started') {
    const size = transfer.totalBytes === null ? '' : ` ${formatByteSize(transfer.totalBytes)}`;
    const from =
      transfer.resumedFrom > 0 ? `, going on at ${formatByteSize(transfer.resumedFrom)}` : '';
    say(event, 'download', `downloading${size}${from}`);
  } else if (transfer.type === 'progress') {
    const { receivedBytes, totalBytes } = transfer;
    const of = totalBytes === null ? '' : ` of ${formatByteSize(totalBytes)}`;
    const step = totalBytes === null ? 0 : Math.floor((receivedBytes / totalBytes) * 4);
    const text = `downloaded ${formatByteSize(receivedBytes)}${of}`;
    if (step > 0 && receivedBytes !== totalBytes) say(event, `download ${step}`, text);
  }
}
