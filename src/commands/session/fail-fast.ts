import { OtherTaskFailedError } from '../../operations/other-task-failed-error.ts';
import type { TaskResult } from '../../operations/task-result.ts';

export interface FailFast {
  /** What the work on all tasks listens to. */
  readonly signal: AbortSignal;
  /** Looks at a result as it comes. */
  see(result: TaskResult): void;
  /** Aborts in any case: what runs the work is broken. */
  stop(): void;
}

/** Passes `signal` on; where it is enabled, the first result that is not good aborts as well. */
export function createFailFast(signal: AbortSignal, isEnabled: boolean): FailFast {
  const failed = new AbortController();
  return {
    signal: AbortSignal.any([signal, failed.signal]),
    see({ exit, exportId }) {
      if (isEnabled && exit !== 'ok') failed.abort(new OtherTaskFailedError(exportId));
    },
    stop() {
      failed.abort(new OtherTaskFailedError(undefined));
    },
  };
}
