import { exitCodes } from '../../base/exit-codes.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Explanation } from '../../operations/explain/explain.ts';
import { schemaVersion } from '../data/task-object.ts';

/** The JSON object of `explain`, documented in docs/json.md. */
export function formatExplanationObject(explanation: Explanation): JsonObject {
  const { kind, name, exit, cause, retryable, retry, advice } = explanation;
  return {
    Schema: schemaVersion,
    Kind: kind,
    Name: name,
    ExitCode: exitCodes[exit],
    ExitName: exit,
    Cause: cause.en,
    Retryable: retryable,
    Retry:
      retry === undefined ? null : { GetExportTask: retry.get, CreateExportTask: retry.create },
    Advice: advice.en,
  };
}
