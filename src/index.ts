/**
 * The library: what the commands do, without a screen. Nothing here prints, ends the process or keeps
 * state of its own.
 */
export { createApiClient, type ApiClientOptions } from './api/client.ts';
export { resolveEndpoint, type Endpoint, type EndpointChoice } from './api/endpoints.ts';
export { incidentExport, type ExportFamily } from './api/export-family.ts';
export type {
  ApiClient,
  ApiEvent,
  CreatedTask,
  CreateExportTaskRequest,
  ExportTask,
  GetExportTaskRequest,
  SignedRequest,
  TaskState,
} from './api/export-task.ts';
export type { Clock, Context } from './base/context.ts';
export { SiemExportError, UsageError } from './base/errors.ts';
export { exitCodes, type ExitCode, type ExitName } from './base/exit-codes.ts';
export { version } from './base/version.ts';
export { createTask, type CreateTaskCall } from './operations/create-task.ts';
export { downloadTask, type DownloadSettings } from './operations/download-task.ts';
export { getStatus } from './operations/get-status.ts';
export type { TaskCall, TaskRequest } from './operations/task-call.ts';
export type { TaskEvent } from './operations/task-event.ts';
export type { Outcome, TaskResult } from './operations/task-result.ts';
export { waitForTask, type WaitSettings } from './operations/wait-for-task.ts';
export type { CredentialProvider, Credentials } from './signing/credentials.ts';
export { verifyFile, type VerifiedFile } from './transfer/verify-file.ts';
