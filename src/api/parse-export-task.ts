import { isDigits } from '../base/digits.ts';
import { numberText, type JsonObject } from '../base/json.ts';
import { fieldOf, textOf, type ReadResponse } from './response-elements.ts';
import { raise } from './codes.ts';
import { stateOf, type ExportFamily } from './export-family.ts';
import type { CreatedTask, ExportTaskResponse } from './export-task.ts';
import { texts } from './texts.ts';

/** A JSON object that is not an error. */
export interface AcceptedResponse extends Pick<ReadResponse, 'requestId'> {
  readonly elements: JsonObject;
  readonly retryAfterMs?: number | undefined;
}

/**
 * Parses a response of GetExportTask.
 * @throws SiemExportError with exit `not-found` if it contains no task
 */
export function parseExportTask(
  accepted: AcceptedResponse,
  family: ExportFamily,
): ExportTaskResponse {
  const { elements, requestId, retryAfterMs } = accepted;
  const status = textOf(elements, 'ExportStatus');
  const exportId = digitsOf(elements, 'Id');
  const fileName = textOf(elements, 'FileName');
  const link = linkOf(elements);
  if ([status, exportId, fileName, link].every((element) => element === undefined)) {
    throw raise('TaskNotFound', { message: texts.noTask, requestId });
  }
  return {
    elements,
    state: stateOf(status, family),
    status,
    exportId,
    progress: progressOf(elements),
    requestId,
    fileName,
    link,
    createdAt: createdAtOf(elements),
    retryAfterMs,
  };
}

/** @throws SiemExportError if the response has no id: the task may exist nevertheless */
export function parseCreatedTask({ elements, requestId }: AcceptedResponse): CreatedTask {
  const exportId = digitsOf(elements, 'Id');
  if (exportId === undefined) {
    throw raise('CreateAnswerLost', { message: texts.noId, requestId });
  }
  return { elements, exportId, requestId, fileName: textOf(elements, 'FileName') };
}

function digitsOf(elements: JsonObject, name: string): string | undefined {
  const text = numberText(fieldOf(elements, name));
  return text !== undefined && isDigits(text) ? text : undefined;
}

function progressOf(elements: JsonObject): number | undefined {
  const text = numberText(fieldOf(elements, 'Progress'));
  return text === undefined ? undefined : Math.min(100, Math.max(0, Number(text)));
}

/** Undefined if it is not a URL. */
function linkOf(elements: JsonObject): string | undefined {
  const link = textOf(elements, 'Link');
  return link !== undefined && URL.canParse(link) ? link : undefined;
}

/** Epoch milliseconds; undefined outside the range of Date. */
function createdAtOf(elements: JsonObject): number | undefined {
  const text = numberText(fieldOf(elements, 'GmtCreate'));
  const time = Number(text ?? Number.NaN);
  return Math.abs(time) <= 8.64e15 ? time : undefined;
}
