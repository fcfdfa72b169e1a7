import { exitCodes } from '../../base/exit-codes.ts';
import type { JsonObject } from '../../base/json.ts';
import type { VerifyResult } from '../../operations/verify-download.ts';
import { formatErrorObject, schemaVersion } from './task-object.ts';

/** The JSON object of a file that was held against its receipt, documented in docs/json.md. */
export function formatVerifyObject(result: VerifyResult): JsonObject {
  const { path, outcome, exit, verified, error } = result;
  return {
    Schema: schemaVersion,
    Outcome: outcome,
    ExitCode: exitCodes[exit],
    Path: path,
    ReceiptPath: verified?.receiptPath ?? null,
    Bytes: verified?.bytes ?? null,
    Crc64: verified?.crc64 ?? null,
    Sha256: verified?.sha256 ?? null,
    Receipt: verified?.receipt ?? null,
    Error: error === undefined ? null : formatErrorObject(error),
  };
}
