import { shortenPath, type WorkingFolder } from '../../base/working-folder.ts';
import type { TaskResult } from '../../operations/task-result.ts';

/** Files below the working directory are named as people would: from there. */
export function shortenPaths(result: TaskResult, place: WorkingFolder): TaskResult {
  const { download, rows } = result;
  if (download === undefined) return result;
  const shorten = (path: string): string => shortenPath(path, place);
  const { path, receiptPath } = download;
  return {
    ...result,
    rows: rows && { ...rows, path: rows.path === null ? null : shorten(rows.path) },
    download: {
      ...download,
      path: path === null ? null : shorten(path),
      receiptPath: receiptPath === undefined ? undefined : shorten(receiptPath),
    },
  };
}
