import type { JsonObject } from '../../base/json.ts';
import { inLanguage } from '../../base/ui-language.ts';
import type { TaskEvent } from '../../operations/task-event.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import type { TransferEvent } from '../../transfer/download-request.ts';
import { formatInstant } from './instants.ts';
import { formatDigits, formatReference, formatTaskObject, schemaVersion } from './task-object.ts';
import type { RetryEvent } from '../../waiter/retry.ts';

/**
 * A line of `--events`, documented in docs/events.md.
 * @returns undefined for what is no part of that contract
 */
export function formatEventObject(event: TaskEvent): JsonObject | undefined {
  const body = formatBody(event);
  return body && { ...formatHead(body.Event, event), ...body };
}

/** The last event of a task. */
export function formatResultEvent(result: TaskResult, at: number): JsonObject {
  return { ...formatHead('result', { ...result, at }), Result: formatTaskObject(result) };
}

function formatHead(
  name: EventName,
  task: Pick<TaskEvent, 'exportId' | 'region' | 'roleFor' | 'at'>,
): JsonObject {
  return {
    Schema: schemaVersion,
    Event: name,
    ExportId: formatDigits(task.exportId),
    Ref: formatReference(task),
    RoleFor: formatDigits(task.roleFor),
    At: formatInstant(task.at),
  };
}

type EventName = 'created' | 'poll' | 'retry' | 'state' | 'download' | 'result';
type EventBody = JsonObject & { readonly Event: EventName };

function formatBody(event: TaskEvent): EventBody | undefined {
  switch (event.type) {
    case 'created':
      return {
        Event: 'created',
        FileName: event.created.fileName ?? null,
        RequestId: event.created.requestId ?? null,
      };
    case 'poll':
      return {
        Event: 'poll',
        Poll: event.poll,
        ExportStatus: event.task.status ?? null,
        Progress: event.task.progress ?? null,
        EstimatedEndAt: formatInstant(event.estimatedEndAt),
        RequestId: event.task.requestId ?? null,
      };
    case 'state':
      return {
        Event: 'state',
        State: event.task.state,
        ExportStatus: event.task.status ?? null,
        From: event.from ?? null,
      };
    case 'api':
      return event.event.type === 'retry' ? formatRetry('api', event.event) : undefined;
    case 'download':
      return formatTransferEvent(event.event);
    case 'started':
    case 'unknown-status':
      return undefined;
  }
}

function formatTransferEvent(event: TransferEvent): EventBody | undefined {
  switch (event.type) {
    case 'started':
      return {
        Event: 'download',
        Phase: 'started',
        Path: event.path,
        TotalBytes: event.totalBytes,
        ResumedFrom: event.resumedFrom,
      };
    case 'progress':
      return {
        Event: 'download',
        Phase: 'progress',
        ReceivedBytes: event.receivedBytes,
        TotalBytes: event.totalBytes,
      };
    case 'restarted':
      return { Event: 'download', Phase: 'restarted', Reason: inLanguage(event.reason, 'en') };
    case 'verifying':
    case 'link-renewed':
      return { Event: 'download', Phase: event.type };
    case 'retry':
      return formatRetry('download', event);
    case 'request':
    case 'answer':
      return undefined;
  }
}

function formatRetry(of: 'api' | 'download', retry: RetryEvent): EventBody {
  return {
    Event: 'retry',
    Of: of,
    Failures: retry.failures,
    MaxFailures: retry.maxFailures,
    DelayMs: retry.delayMs,
    Code: retry.code,
    Message: retry.message,
  };
}
