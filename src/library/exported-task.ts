import type { CreatedTask, ExportTask as AnsweredTask, TaskState } from '../api/export-task.ts';
import { isJsonObject, numberText, type JsonValue } from '../base/json.ts';
import { parseLinkExpiry } from '../transfer/link-expiry.ts';

/** The response elements of an answer, word for word; those that nobody documented are there too. */
export interface ResponseElements {
  readonly RequestId?: string;
  readonly FileName?: string;
  /** A bigint where a number would round it. */
  readonly Id?: number | bigint;
  readonly ExportType?: string;
  readonly ExportStatus?: string;
  /** Per cent. Says nothing about whether the task has ended. */
  readonly Progress?: number;
  /** Epoch milliseconds. */
  readonly GmtCreate?: string;
  /** Its query is a secret. */
  readonly Link?: string;
  readonly [name: string]: unknown;
}

/** An export task as one answer of the service has it. */
export interface ExportTask {
  /** What `status` means; `unknown`: nobody documented that status. */
  readonly state: TaskState;
  /** `ExportStatus` as it came. */
  readonly status: string | undefined;
  /** `Id`: digits, for ids have 64 bits. */
  readonly exportId: string | undefined;
  /** Per cent, 0 to 100. A task may succeed at 66: never wait for 100. */
  readonly progress: number | undefined;
  /** As it came: it is no safe path. */
  readonly fileName: string | undefined;
  /** Where the file is. Its query is a secret: whoever has it can fetch the file. */
  readonly link: string | undefined;
  /** When the Link ends, where it says so. */
  readonly linkExpiresAt: Date | undefined;
  /** `GmtCreate`. */
  readonly createdAt: Date | undefined;
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined;
  /** All elements of the answer. */
  readonly response: ResponseElements;
}

/** A task that the service has just created. */
export interface CreatedExportTask {
  /** Digits. */
  readonly exportId: string;
  /** As it came: it is no safe path. */
  readonly fileName: string | undefined;
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined;
  /** All elements of the answer. */
  readonly response: ResponseElements;
}

export function toExportTask(task: AnsweredTask): ExportTask {
  const { state, status, exportId, progress, fileName, link, requestId } = task;
  return {
    ...{ state, status, exportId, progress, fileName, link, requestId },
    linkExpiresAt: toDate(link === undefined ? undefined : parseLinkExpiry(link)),
    createdAt: toDate(task.createdAt),
    response: toPlain(task.answer) as ResponseElements,
  };
}

export function toCreatedTask(created: CreatedTask): CreatedExportTask {
  const { exportId, fileName, requestId, answer } = created;
  return { exportId, fileName, requestId, response: toPlain(answer) as ResponseElements };
}

function toDate(at: number | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}

/** Numbers as JavaScript's own: a bigint for an integer that a number would round. */
function toPlain(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((each: JsonValue) => toPlain(each));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toPlain(each)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const text = numberText(value) ?? '';
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}
