import type { ApiEvent, CreatedTask, ExportTaskResponse } from '../api/export-task.ts';
import type { TransferEvent } from '../transfer/download-request.ts';

/** What happens to a task, told while it happens. `at`: epoch milliseconds. */
export type TaskEvent = TaskEventBody & {
  /** The id as far as it is known. Digits. */
  readonly exportId?: string | undefined;
  /** The member account, where the command runs for one. */
  readonly roleFor?: string | undefined;
  readonly at: number;
};

type TaskEventBody =
  /** The work on the task begins. */
  | {
      readonly type: 'started';
      /** There is no task yet: it will be created. */
      readonly creates?: boolean | undefined;
    }
  /** The task is there: from here on its id is known. */
  | { readonly type: 'created'; readonly created: CreatedTask }
  /** An answer came. */
  | {
      readonly type: 'poll';
      /** Counted from 1. */
      readonly poll: number;
      readonly task: ExportTaskResponse;
      /** Epoch milliseconds at which the task may be done; absent while there is no estimate. */
      readonly estimatedEndAt?: number | undefined;
    }
  /** The status is another one than at the poll before; also sent for the first answer. */
  | {
      readonly type: 'state';
      readonly task: ExportTaskResponse;
      readonly from?: string | undefined;
    }
  /** A status that no document names; told once per status. */
  | { readonly type: 'unknown-status'; readonly status: string }
  | { readonly type: 'api'; readonly event: ApiEvent }
  | { readonly type: 'download'; readonly event: TransferEvent };
