import type { ExportTaskResponse, TaskState } from '../../src/api/export-task.ts';
import type { TaskEvent } from '../../src/operations/task-event.ts';
import type { TaskResult } from '../../src/operations/task-result.ts';
import type { TransferEvent } from '../../src/transfer/download-request.ts';

export const startTime = Date.UTC(2026, 10, 24, 6, 0, 0);

/** An answer of the service; what is not said is as in the middle of a task. */
export function buildTask(changes: Partial<ExportTaskResponse> = {}): ExportTaskResponse {
  const status = changes.status ?? 'exporting';
  const states: Record<string, TaskState> = {
    exporting: 'running',
    success: 'succeeded',
    failed: 'failed',
  };
  return {
    elements: { ExportStatus: status, ExportType: 'incident_list' },
    state: states[status] ?? 'unknown',
    exportId: '200013',
    progress: 62,
    requestId: '9AAA9ED9-78F4-5021-86DC-D51C7511B1A2',
    fileName: 'event_1193842352994186_1734488800.xlsx',
    ...changes,
    status,
  };
}

export function buildResult(changes: Partial<TaskResult> = {}): TaskResult {
  return {
    outcome: 'succeeded',
    exit: 'ok',
    exportId: '200013',
    region: 'cn-hangzhou',
    task: buildTask({ status: 'success', progress: 100 }),
    polls: 7,
    elapsedMs: 69_000,
    ...changes,
  };
}

export const download = {
  path: '/tmp/event_1193842352994186_1734488800.xlsx',
  bytes: 48_200_000,
  resumedFrom: 0,
  crc64: '11051210869376104954',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  verified: 'crc64',
  skipped: false,
} as const;

/** Events of one task, at moments given in milliseconds from the start. */
export function createEvents(exportId: string | undefined) {
  const head = (atMs: number) => ({ exportId, region: 'cn-hangzhou', at: startTime + atMs });
  return {
    started: (atMs = 0): TaskEvent => ({ type: 'started', ...head(atMs) }),
    poll: (atMs: number, task: Partial<ExportTaskResponse> = {}, leftMs?: number): TaskEvent => ({
      type: 'poll',
      poll: 1,
      task: buildTask({ exportId, ...task }),
      estimatedEndAt: leftMs === undefined ? undefined : startTime + atMs + leftMs,
      ...head(atMs),
    }),
    transfer: (atMs: number, event: TransferEvent): TaskEvent => ({
      type: 'download',
      event,
      ...head(atMs),
    }),
  };
}
