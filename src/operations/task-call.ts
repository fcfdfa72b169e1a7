import type { ApiClient, Language } from '../api/export-task.ts';
import type { Context } from '../base/context.ts';
import type { TaskEvent } from './task-event.ts';

/** What the work on one task needs. */
export interface TaskCall {
  readonly client: ApiClient;
  readonly request: TaskRequest;
  readonly context: Pick<Context, 'clock' | 'random' | 'env'>;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: TaskEvent) => void) | undefined;
}

/** Which task. The same in every request of a call. */
export interface TaskRequest {
  /** Digits; undefined: the task in the first response. */
  readonly exportId?: string | undefined;
  readonly region: string;
  readonly lang?: Language | undefined;
  /** Digits. */
  readonly roleFor?: string | undefined;
}
