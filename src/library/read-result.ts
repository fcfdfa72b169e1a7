import type { TaskResult } from '../operations/task-result.ts';
import type { CallOptions } from './task-options.ts';

/**
 * The result of an operation, which reports what a caller of the library expects to be thrown.
 * @throws the signal's reason; what the caller's own function threw; SiemExportError
 */
export function readResult(result: TaskResult, { signal }: CallOptions): TaskResult {
  const { outcome, error } = result;
  if (outcome !== 'error' && outcome !== 'interrupted') return result;
  signal?.throwIfAborted();
  if (error?.code === 'Unexpected') throw error.cause;
  throw error ?? new Error(`a task ended as ${outcome} without an error`);
}
