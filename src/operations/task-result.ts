import type { ExportTaskResponse } from '../api/export-task.ts';
import type { SiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import type { DownloadResult } from '../transfer/download-request.ts';

/** How the work on one task ended. */
export type Outcome =
  'succeeded' | 'failed' | 'running' | 'timed-out' | 'stalled' | 'interrupted' | 'error';

/** All that is known of one task when the work on it ends: the last answer, and what the tool did. */
export interface TaskResult {
  readonly outcome: Outcome;
  readonly exit: ExitName;
  /** The id that was asked for, else the one that was answered. Digits. */
  readonly exportId?: string | undefined;
  readonly region: string;
  readonly roleFor?: string | undefined;
  /** The last answer; absent where none was had. */
  readonly task?: ExportTaskResponse | undefined;
  /** Epoch milliseconds, read from the Link; absent where it says none. */
  readonly linkExpiresAt?: number | undefined;
  readonly polls: number;
  readonly elapsedMs: number;
  readonly download?: DownloadResult | undefined;
  readonly error?: SiemExportError | undefined;
}
