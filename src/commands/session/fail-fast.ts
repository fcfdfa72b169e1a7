import { OtherTaskFailed } from '../../operations/other-task-failed.ts';
import type { TaskResult } from '../../operations/task-result.ts';

export interface FailFast {
  /** What the work on all tasks listens to. */
  readonly signal: AbortSignal;
  /** Looks at a result as it comes. */
  see(result: TaskResult): void;
}

/** Passes `signal` on; where it is enabled, the first result that is not good aborts as well. */
export function createFailFast(signal: AbortSignal, isEnabled: boolean): FailFast {
  if (!isEnabled) return { signal, see: () => undefined };
  const failed = new AbortController();
  return {
    signal: AbortSignal.any([signal, failed.signal]),
    see({ exit, exportId }) {
      if (exit !== 'ok') failed.abort(new OtherTaskFailed(exportId));
    },
  };
}
