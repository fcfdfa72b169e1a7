import { isDigits } from '../base/digits.ts';
import { SiemExportError } from '../base/errors.ts';
import { numberText, type JsonObject } from '../base/json.ts';
import { fieldOf, textOf } from './answer.ts';
import { stateOf, type ExportFamily } from './export-family.ts';
import type { CreatedTask, ExportTask } from './export-task.ts';

/**
 * What an answer of GetExportTask says.
 * @throws SiemExportError with exit `not-found` when it holds no task
 */
export function parseExportTask(answer: JsonObject, family: ExportFamily): ExportTask {
  const status = textOf(answer, 'ExportStatus');
  const exportId = digitsOf(answer, 'Id');
  const fileName = textOf(answer, 'FileName');
  const link = linkOf(answer);
  const requestId = textOf(answer, 'RequestId');
  if ([status, exportId, fileName, link].every((element) => element === undefined)) {
    throw new SiemExportError('TaskNotFound', 'not-found', 'the service answered without a task', {
      hint: 'Check the id. The task may live in the other region: try --region ap-southeast-1 or --region cn-hangzhou.',
      requestId,
    });
  }
  return {
    answer,
    state: stateOf(status, family),
    status,
    exportId,
    progress: progressOf(answer),
    requestId,
    fileName,
    link,
    createdAt: createdAtOf(answer),
  };
}

/** @throws SiemExportError when the answer has no id: the task may exist all the same */
export function parseCreatedTask(answer: JsonObject): CreatedTask {
  const exportId = digitsOf(answer, 'Id');
  const requestId = textOf(answer, 'RequestId');
  if (exportId === undefined) {
    throw new SiemExportError('NoExportId', 'unavailable', 'the service answered without an id', {
      hint: 'The task may exist already: look in the console before trying again.',
      requestId,
    });
  }
  return { answer, exportId, requestId, fileName: textOf(answer, 'FileName') };
}

function digitsOf(answer: JsonObject, name: string): string | undefined {
  const text = numberText(fieldOf(answer, name));
  return text !== undefined && isDigits(text) ? text : undefined;
}

function progressOf(answer: JsonObject): number | undefined {
  const text = numberText(fieldOf(answer, 'Progress'));
  return text === undefined ? undefined : Math.min(100, Math.max(0, Number(text)));
}

/** What is no URL at all is no Link. */
function linkOf(answer: JsonObject): string | undefined {
  const link = textOf(answer, 'Link');
  return link !== undefined && URL.canParse(link) ? link : undefined;
}

/** Epoch milliseconds within what a Date can hold. */
function createdAtOf(answer: JsonObject): number | undefined {
  const text = numberText(fieldOf(answer, 'GmtCreate'));
  const time = Number(text ?? Number.NaN);
  return Math.abs(time) <= 8.64e15 ? time : undefined;
}
