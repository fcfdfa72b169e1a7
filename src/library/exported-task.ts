import type { CreatedTask, ExportTaskResponse, TaskState } from '../api/export-task.ts';
import { isJsonObject, numberText, type JsonValue } from '../base/json.ts';
import { parseLinkExpiry } from '../transfer/store/link.ts';

/**
 * The elements of a response, unchanged, including undocumented ones.
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
  /** Quote it when you contact support. */
  readonly RequestId?: string;
  /** The file's name from the service. Not safe as a path. */
  readonly FileName?: string;
  /** The id; a bigint if a number would round it. */
  readonly Id?: number | bigint;
  /** `incident_list`. */
  readonly ExportType?: string;
  /** Documented: `exporting`, `success` and `failed`. See the task's `state`. */
  readonly ExportStatus?: string;
  /** Per cent, 0 to 100. Does not show whether the task has ended. */
  readonly Progress?: number;
  /** Time of creation: epoch milliseconds, as digits. */
  readonly GmtCreate?: string;
  /** The download link. Its query is a secret: anyone who has it can download the file. */
  readonly Link?: string;
  /** Undocumented elements. */
  readonly [name: string]: unknown;
}

/**
 * An export task, as in one response of the service.
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
  /** The meaning of `status`; `unknown`: the status is not documented. */
  readonly state: TaskState;
  /** `ExportStatus`, unchanged. */
  readonly status: string | undefined;
  /** `Id` as digits, because ids have 64 bits. */
  readonly exportId: string | undefined;
  /** Per cent, 0 to 100. A task may succeed at 66: do not wait for 100. */
  readonly progress: number | undefined;
  /** `FileName`, unchanged. Not safe as a path. */
  readonly fileName: string | undefined;
  /** The download link. Its query is a secret: anyone who has it can download the file. */
  readonly link: string | undefined;
  /** When the download link expires; undefined: it does not say. */
  readonly linkExpiresAt: Date | undefined;
  /** `GmtCreate` as a date. */
  readonly createdAt: Date | undefined;
  /** Quote it when you contact support. */
  readonly requestId: string | undefined;
  /** All elements of the response. */
  readonly response: ResponseElements;
}

/**
 * A task that was just created.
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
  /** `Id` as digits, because ids have 64 bits. */
  readonly exportId: string;
  /** `FileName`, unchanged. Not safe as a path. */
  readonly fileName: string | undefined;
  /** Quote it when you contact support. */
  readonly requestId: string | undefined;
  /** All elements of the response. */
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

/** With JavaScript's numbers; an integer that a number would round is a bigint. */
function toPlain(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((each: JsonValue) => toPlain(each));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toPlain(each)]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const text = numberText(value) ?? '';
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}
