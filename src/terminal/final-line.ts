import { basename } from 'node:path';
import type { ChalkInstance } from 'chalk';
import { formatByteSize } from '../base/byte-sizes.ts';
import { formatClockDuration } from '../base/durations.ts';
import type { Environment } from '../base/context.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { formatError } from './format-error.ts';

export interface FinalLineOptions {
  readonly colors: ChalkInstance;
  readonly env: Environment;
}

/** What is left on the terminal of a task whose work has ended: one line, or an error with what to do. */
export function formatFinalLine(result: TaskResult, options: FinalLineOptions): string {
  const { exportId = 'task', error, task, download, elapsedMs } = result;
  if (error !== undefined) return formatError(error, { ...options, subject: exportId });
  const parts = [exportId];
  if (download !== undefined) {
    parts.push(download.path === null ? 'standard output' : basename(download.path));
    parts.push(formatByteSize(download.bytes), `verified (${download.verified})`);
    if (download.skipped) parts.push('was there already');
  } else {
    if (task?.fileName !== undefined) parts.push(task.fileName);
    parts.push(task?.status ?? result.outcome);
  }
  parts.push(`in ${formatClockDuration(elapsedMs)}`);
  return `${options.colors.green('✔')} ${parts.map(toPlainText).join('  ')}`;
}
