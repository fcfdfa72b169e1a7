import { toPlainText } from '../../base/plain-text.ts';
import { redactByName, redactLink } from '../../base/redaction.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import type { Style } from '../style/style.ts';

/**
 * A request or an answer as `--verbose` shows it: `>` goes out, `<` comes in, as curl has it.
 * @returns no line for other events
 */
export function formatRequestLines(event: TaskEvent, style: Style): readonly string[] {
  return describeEvent(event).map((line) => style.paint.faint(toPlainText(redactByName(line))));
}

function describeEvent(event: TaskEvent): readonly string[] {
  if (event.type !== 'api' && event.type !== 'download') return [];
  const happened = event.event;
  switch (happened.type) {
    case 'request':
      return [
        `> ${happened.method} ${redactLink(happened.url)}${'action' in happened ? `  ${happened.action}` : ''}`,
        ...headerLines('>', happened.headers),
        ...('body' in happened ? bodyLines(happened.body) : []),
      ];
    case 'answer': {
      const what = 'action' in happened ? happened.action : redactLink(happened.url);
      const id = happened.requestId === undefined ? '' : `  request id ${happened.requestId}`;
      return [
        `< ${happened.status}  ${what}${id}  ${Math.round(happened.elapsedMs)} ms`,
        ...headerLines('<', happened.headers),
      ];
    }
    case 'credentials-renewed':
      return [`* credentials renewed: ${happened.source}`];
    case 'retry':
    case 'clock-corrected':
    case 'started':
    case 'progress':
    case 'verifying':
    case 'link-renewed':
    case 'restarted':
      return [];
  }
}

function headerLines(mark: string, headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${mark} ${name}: ${value}`);
}

/** The body as it is sent, and each parameter that an encoding makes hard to read. */
function bodyLines(body: string): readonly string[] {
  if (body === '') return [];
  const encoded = [...new URLSearchParams(body)].filter(([, value]) => !body.includes(value));
  return [`> ${body}`, ...encoded.map(([name, value]) => `>   ${name}: ${oneLine(value)}`)];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
