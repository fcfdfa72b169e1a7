import { formatClockDuration } from '../../base/durations.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactByName } from '../../base/redaction.ts';
import { inLanguage } from '../../base/ui-language.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import type { Style } from '../style/style.ts';
import type { RetryEvent } from '../../waiter/retry.ts';

/**
 * What happened to a task besides its progress, as one note.
 * @returns undefined for what needs none
 */
export function formatNoteLine(event: TaskEvent, style: Style): string | undefined {
  switch (event.type) {
    case 'unknown-status':
      return style.texts.unknownStatus(toPlainText(event.status));
    case 'api':
      return formatApiNote(event.event, style);
    case 'download':
      return formatTransferNote(event.event, style);
    case 'started':
    case 'created':
    case 'poll':
    case 'state':
      return undefined;
  }
}

function formatApiNote(
  event: Extract<TaskEvent, { type: 'api' }>['event'],
  style: Style,
): string | undefined {
  switch (event.type) {
    case 'retry':
      return formatRetry(event, style);
    case 'clock-corrected':
      return style.texts.clockCorrected(formatClockDuration(Math.abs(event.offsetMs)));
    case 'request':
    case 'answer':
    case 'credentials-renewed':
      return undefined;
  }
}

function formatTransferNote(
  event: Extract<TaskEvent, { type: 'download' }>['event'],
  style: Style,
): string | undefined {
  switch (event.type) {
    case 'retry':
      return formatRetry(event, style);
    case 'link-renewed':
      return style.texts.linkRenewed;
    case 'restarted':
      return style.texts.restarted(
        toPlainText(redactByName(inLanguage(event.reason, style.language))),
      );
    case 'started':
    case 'progress':
    case 'verifying':
    case 'request':
    case 'answer':
      return undefined;
  }
}

function formatRetry(
  { code, delayMs, failures, maxFailures }: RetryEvent,
  { texts, paint }: Style,
): string {
  const wait =
    delayMs < 60_000 ? texts.seconds((delayMs / 1000).toFixed(1)) : formatClockDuration(delayMs);
  return `${paint.warning(toPlainText(code))}: ${texts.retry(wait, failures, maxFailures)}`;
}
