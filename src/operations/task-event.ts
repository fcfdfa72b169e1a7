import type { ApiEvent, CreatedTask, ExportTaskResponse } from '../api/export-task.ts';
import type { TransferEvent } from '../transfer/download-request.ts';

/** What happens to a task, reported as it happens. `at`: epoch milliseconds. */
export type TaskEvent = TaskEventBody & {
  /** Digits; undefined: not known yet. */
  readonly exportId?: string | undefined;
  readonly region?: string | undefined;
  /** The member account; undefined: the caller's own. */
  readonly roleFor?: string | undefined;
  readonly at: number;
};

type TaskEventBody =
  /** Work on the task begins. */
  | {
      readonly type: 'started';
      /** The task does not exist yet. */
      readonly creates?: boolean | undefined;
    }
  /** The service has created the task. */
  | { readonly type: 'created'; readonly created: CreatedTask }
  /** A response arrived. */
  | {
      readonly type: 'poll';
      /** Counted from 1. */
      readonly poll: number;
      readonly task: ExportTaskResponse;
      /** Epoch milliseconds; undefined: no estimate yet. */
      readonly estimatedEndAt?: number | undefined;
    }
  /** The first status, or one that differs from the last poll's. */
  | {
      readonly type: 'state';
      readonly task: ExportTaskResponse;
      readonly from?: string | undefined;
    }
  /** An undocumented status, reported once per status. */
  | { readonly type: 'unknown-status'; readonly status: string }
  | { readonly type: 'api'; readonly event: ApiEvent }
  | { readonly type: 'download'; readonly event: TransferEvent };
