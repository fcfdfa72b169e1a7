import { digitsToNumber } from '../base/digits.ts';
import { exitCodes } from '../base/exit-codes.ts';
import type { JsonObject } from '../base/json.ts';
import type { TaskResult } from '../operations/task-result.ts';

/**
 * The object that `--json` prints for a task: the API's response elements word for word, and what the
 * tool itself knows under `Meta`. Fields may be added under the same `Schema`; none changes meaning.
 */
export function formatTaskObject(result: TaskResult): JsonObject {
  return { ...result.task?.answer, Meta: formatMeta(result) };
}

function formatMeta(result: TaskResult): JsonObject {
  return {
    Schema: 1,
    Outcome: result.outcome,
    ExitCode: exitCodes[result.exit],
    ExportId: result.exportId === undefined ? null : digitsToNumber(result.exportId),
    Region: result.region,
    RoleFor: result.roleFor === undefined ? null : digitsToNumber(result.roleFor),
    CreatedAt: formatTime(result.task?.createdAt),
    LinkExpiresAt: formatTime(result.linkExpiresAt),
    Polls: result.polls,
    ElapsedMs: result.elapsedMs,
    Download: formatDownload(result),
    Error: formatTaskError(result),
  };
}

function formatTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

function formatDownload({ download }: TaskResult): JsonObject | null {
  if (download === undefined) return null;
  return {
    Path: download.path,
    Bytes: download.bytes,
    ResumedFrom: download.resumedFrom,
    Crc64: download.crc64,
    Sha256: download.sha256,
    Verified: download.verified,
  };
}

function formatTaskError({ error }: TaskResult): JsonObject | null {
  if (error === undefined) return null;
  return {
    Code: error.code,
    Message: error.message,
    RequestId: error.requestId ?? null,
    Hint: error.hint ?? null,
    Retryable: error.retryable,
  };
}
