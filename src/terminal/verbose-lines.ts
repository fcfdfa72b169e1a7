import { redactLink } from '../base/redaction.ts';
import type { TaskEvent } from '../operations/task-event.ts';

/** What `--verbose` says of an event: each request and answer, secrets masked already. */
export function formatVerboseLines(event: TaskEvent): readonly string[] {
  if (event.type === 'api') return formatApiLines(event.event);
  if (event.type === 'download' && event.event.type === 'answer') {
    const { status, url, requestId = '-', elapsedMs, headers } = event.event;
    return [
      `< HTTP ${status} GET ${redactLink(url)} request id ${requestId} in ${elapsedMs} ms`,
      ...formatHeaders('<', headers),
    ];
  }
  return [];
}

function formatApiLines(event: Extract<TaskEvent, { type: 'api' }>['event']): readonly string[] {
  if (event.type === 'request') {
    const { method, url, action, body, headers } = event;
    return [
      `> ${method} ${url} ${action}`,
      ...formatHeaders('>', headers),
      `> ${body || '(no body)'}`,
    ];
  }
  if (event.type === 'answer') {
    const { action, status, requestId = '-', elapsedMs, headers } = event;
    return [
      `< HTTP ${status} ${action} request id ${requestId} in ${elapsedMs} ms`,
      ...formatHeaders('<', headers),
    ];
  }
  return [];
}

function formatHeaders(mark: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${mark}   ${name}: ${value}`);
}
