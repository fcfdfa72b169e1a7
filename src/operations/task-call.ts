import type { ApiClient, Language } from '../api/export-task.ts';
import type { Context } from '../base/context.ts';
import type { TaskEvent } from './task-event.ts';

/** One task to be worked on: which one, through which client, and who listens. */
export interface TaskCall {
  readonly client: ApiClient;
  readonly request: TaskRequest;
  readonly context: Pick<Context, 'clock' | 'random' | 'env'>;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: TaskEvent) => void) | undefined;
}

/** Whose task is asked for. The same in every request of a call. */
export interface TaskRequest {
  /** Digits; undefined: the one that the service answers with, from then on. */
  readonly exportId?: string | undefined;
  readonly region: string;
  readonly lang?: Language | undefined;
  /** Digits. */
  readonly roleFor?: string | undefined;
}
