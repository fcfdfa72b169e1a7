import { toPlainText } from '../base/plain-text.ts';
import type { TaskEvent } from '../operations/task-event.ts';

/** What people are told of an event in one line; undefined where the progress says enough. */
export function formatNote(event: TaskEvent): string | undefined {
  const label = event.exportId === undefined ? '' : `${event.exportId}  `;
  switch (event.type) {
    case 'unknown-status':
      return `${label}the service says "${toPlainText(event.status)}", which no document names: waiting on (--on-unknown fail ends here)`;
    case 'api':
      return formatApiNote(event.event, label);
    case 'download':
      return formatDownloadNote(event.event, label);
    case 'started':
    case 'poll':
    case 'state':
    case 'result':
      return undefined;
  }
}

type ApiEvent = Extract<TaskEvent, { type: 'api' }>['event'];
type TransferEvent = Extract<TaskEvent, { type: 'download' }>['event'];

function formatApiNote(event: ApiEvent, label: string): string | undefined {
  if (event.type === 'retry') return formatRetry(event, label);
  if (event.type === 'clock-corrected') {
    const seconds = Math.round(Math.abs(event.offsetMs) / 1000);
    const side = event.offsetMs > 0 ? 'behind' : 'ahead of';
    return `this machine's clock is ${seconds} s ${side} the service's: corrected for this run; set the clock`;
  }
  if (event.type === 'credentials-renewed') return `credentials renewed from ${event.source}`;
  return undefined;
}

function formatDownloadNote(event: TransferEvent, label: string): string | undefined {
  if (event.type === 'retry') return formatRetry(event, label);
  if (event.type === 'restarted')
    return `${label}starting again from zero: ${toPlainText(event.reason)}`;
  if (event.type === 'link-renewed')
    return `${label}the Link had expired: going on with a fresh one`;
  return undefined;
}

function formatRetry(
  { failures, delayMs, message }: { failures: number; delayMs: number; message: string },
  label: string,
): string {
  const seconds = (delayMs / 1000).toFixed(1);
  return `${label}${toPlainText(message)}: trying again in ${seconds} s (failure ${failures})`;
}
