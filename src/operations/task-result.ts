import type { ExportTaskResponse } from '../api/export-task.ts';
import type { SiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import type { RowsResult } from './write-rows.ts';
import type { DownloadResult } from '../transfer/download-request.ts';

/** How work on a task ended. */
export type Outcome =
  'succeeded' | 'failed' | 'running' | 'timed-out' | 'stalled' | 'interrupted' | 'error';

/** What is known of a task when work on it ends. */
export interface TaskResult {
  readonly outcome: Outcome;
  readonly exit: ExitName;
  /** The requested id, else the one in the response. Digits. */
  readonly exportId?: string | undefined;
  readonly region: string;
  readonly roleFor?: string | undefined;
  /** The last response; undefined: no response. */
  readonly task?: ExportTaskResponse | undefined;
  /** Epoch milliseconds, read from the download link; undefined: it does not say. */
  readonly linkExpiresAt?: number | undefined;
  readonly polls: number;
  readonly elapsedMs: number;
  readonly download?: DownloadResult | undefined;
  /** The rows of the file, with `--as`. */
  readonly rows?: RowsResult | undefined;
  readonly error?: SiemExportError | undefined;
}
