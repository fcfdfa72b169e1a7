import { digitsToNumber } from '../../base/digits.ts';
import type { SiemExportError } from '../../base/errors.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import type { JsonObject } from '../../base/json.ts';
import { formatTaskReference, type PartlyKnownTask } from '../../base/task-reference.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import type { DownloadResult } from '../../transfer/download-request.ts';
import { formatInstant } from './instants.ts';

/** The version of the objects and events on standard output: fields are added under it, none changes. */
export const schemaVersion = 1;

/**
 * The JSON object of a task, documented in docs/json.md: the elements of the last answer word for
 * word, and what the tool itself knows under `Meta`, which an element of that name gives way to.
 */
export function formatTaskObject(result: TaskResult): JsonObject {
  return {
    ...result.task?.elements,
    Meta: {
      Schema: schemaVersion,
      Outcome: result.outcome,
      ExitCode: exitCodes[result.exit],
      ExportId: formatDigits(result.exportId),
      Ref: formatReference(result),
      Region: result.region,
      RoleFor: formatDigits(result.roleFor),
      CreatedAt: formatInstant(result.task?.createdAt),
      LinkExpiresAt: formatInstant(result.linkExpiresAt),
      Polls: result.polls,
      ElapsedMs: result.elapsedMs,
      Download: result.download === undefined ? null : formatDownload(result.download, result.rows),
      Error: result.error === undefined ? null : formatErrorObject(result.error),
    },
  };
}

/** The full reference; null while the id is not known. */
export function formatReference({ region, roleFor, exportId }: PartlyKnownTask): string | null {
  if (region === undefined || exportId === undefined) return null;
  return formatTaskReference({ region, roleFor, exportId });
}

/** An id as a JSON number that keeps all its digits. */
export function formatDigits(digits: string | undefined): number | bigint | null {
  return digits === undefined ? null : digitsToNumber(digits);
}

function formatDownload(download: DownloadResult, rows: TaskResult['rows']): JsonObject {
  return {
    Path: download.path,
    Bytes: download.bytes,
    ResumedFrom: download.resumedFrom,
    Crc64: download.crc64,
    Sha256: download.sha256,
    Verified: download.verified,
    Skipped: download.skipped,
    ReceiptPath: download.receiptPath ?? null,
    Rows:
      rows === undefined
        ? null
        : { Path: rows.path, Format: rows.format, Count: rows.count, Sha256: rows.sha256 },
  };
}

/** `Error`, as all objects have it. */
export function formatErrorObject(error: SiemExportError): JsonObject {
  return {
    Code: error.code,
    Message: error.message,
    RequestId: error.requestId ?? null,
    Hint: error.hint ?? null,
    Retryable: error.retryable,
  };
}
