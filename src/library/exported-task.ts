import type { CreatedTask, ExportTaskResponse, TaskState } from '../api/export-task.ts';
import { isJsonObject, numberText, type JsonValue } from '../base/json.ts';
import { parseLinkExpiry } from '../transfer/store/link.ts';

/**
 * The response elements of an answer, word for word; those that nobody documented are there too.
 *
 * @example
 * ```ts
 * import { getExportTask, type ResponseElements } from 'siem-export';
 *
 * const { Id, ExportStatus, Progress }: ResponseElements = (await getExportTask('400185')).response;
 * console.log(Id, ExportStatus, Progress); // 400185 success 66
 * ```
 */
export interface ResponseElements {
  /** What the vendor's support asks for. */
  readonly RequestId?: string;
  /** The file's name, as the service chose it: it is no safe path. */
  readonly FileName?: string;
  /** The id; a bigint where a number would round it. */
  readonly Id?: number | bigint;
  /** `incident_list`. */
  readonly ExportType?: string;
  /** Documented are `exporting`, `success` and `failed`; see `state` of the task. */
  readonly ExportStatus?: string;
  /** Per cent, 0 to 100. Says nothing about whether the task has ended. */
  readonly Progress?: number;
  /** When the task was created: epoch milliseconds, as digits. */
  readonly GmtCreate?: string;
  /** Where the file is. Its query is a secret: whoever has it can fetch the file. */
  readonly Link?: string;
  /** What no document names. */
  readonly [name: string]: unknown;
}

/**
 * An export task as one answer of the service has it.
 *
 * @example
 * ```ts
 * import { getExportTask, type ExportTask } from 'siem-export';
 *
 * const formatTask = ({ exportId, state, progress, createdAt }: ExportTask): string =>
 *   `${exportId} ${state} ${progress ?? '?'} % since ${createdAt?.toISOString() ?? '?'}`;
 * console.log(formatTask(await getExportTask('200013')));
 * ```
 */
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
  /** `GmtCreate` as a date. */
  readonly createdAt: Date | undefined;
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined;
  /** All elements of the answer. */
  readonly response: ResponseElements;
}

/**
 * A task that the service has just created.
 *
 * @example
 * ```ts
 * import { createExportTask, type CreatedExportTask } from 'siem-export';
 *
 * const created: CreatedExportTask = await createExportTask();
 * console.log(created.exportId, created.fileName, created.requestId);
 * ```
 */
export interface CreatedExportTask {
  /** `Id`: digits, for ids have 64 bits. */
  readonly exportId: string;
  /** As it came: it is no safe path. */
  readonly fileName: string | undefined;
  /** What the vendor's support asks for. */
  readonly requestId: string | undefined;
  /** All elements of the answer. */
  readonly response: ResponseElements;
}

export function toExportTask(task: ExportTaskResponse): ExportTask {
  const { state, status, exportId, progress, fileName, link, requestId } = task;
  return {
    ...{ state, status, exportId, progress, fileName, link, requestId },
    linkExpiresAt: toDate(link === undefined ? undefined : parseLinkExpiry(link)),
    createdAt: toDate(task.createdAt),
    response: toPlain(task.elements) as ResponseElements,
  };
}

export function toCreatedTask(created: CreatedTask): CreatedExportTask {
  const { exportId, fileName, requestId, elements } = created;
  return { exportId, fileName, requestId, response: toPlain(elements) as ResponseElements };
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
