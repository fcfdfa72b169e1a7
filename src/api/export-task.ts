import type { JsonObject } from '../base/json.ts';
import type { Permit } from '../waiter/limiter.ts';
import type { RetryEvent } from '../waiter/retry.ts';

/** What an `ExportStatus` means for a wait. `unknown`: an undocumented status. */
export type TaskState = 'succeeded' | 'failed' | 'running' | 'unknown';

/** A response of GetExportTask: its elements unchanged, and what they mean. */
export interface ExportTaskResponse {
  /** The elements as received, unknown ones included. */
  readonly elements: JsonObject;
  readonly state: TaskState;
  /** `ExportStatus` as received; absent if the response has none. */
  readonly status?: string | undefined;
  /** `Id`, digits. */
  readonly exportId?: string | undefined;
  /** Per cent, clamped to 0 and 100. Never decides the state. */
  readonly progress?: number | undefined;
  readonly requestId?: string | undefined;
  /** As received: unsafe as a path or on a terminal. */
  readonly fileName?: string | undefined;
  /** The download link as received. Its query is a bearer secret. */
  readonly link?: string | undefined;
  /** `GmtCreate`, epoch milliseconds. */
  readonly createdAt?: number | undefined;
  /** Milliseconds until the next poll, as the service asks; absent if it does not. */
  readonly retryAfterMs?: number | undefined;
}

/** The response of CreateExportTask. */
export interface CreatedTask {
  readonly elements: JsonObject;
  /** Digits. */
  readonly exportId: string;
  readonly requestId?: string | undefined;
  readonly fileName?: string | undefined;
}

export type Language = 'zh' | 'en';

interface AccountParameters {
  /** `RegionId`: where the data lives; not the region of the endpoint. */
  readonly region: string;
  /** `Lang`: the language of the response. */
  readonly lang?: Language | undefined;
  /** `RoleFor`: the member account, digits. */
  readonly roleFor?: string | undefined;
}

export interface GetExportTaskRequest extends AccountParameters {
  /** Digits; absent: the service returns a task of its choice. */
  readonly exportId?: string | undefined;
}

export interface CreateExportTaskRequest extends AccountParameters {
  /** `ExportTaskType`, for instance `incident_list`. */
  readonly exportType: string;
  /** `ExportTaskParameter`: a JSON object, sent byte for byte. */
  readonly parameter?: string | undefined;
}

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** Epoch milliseconds: no attempt outlives it. */
  readonly deadlineAt?: number | undefined;
  /** From the client's limiter, for the first attempt, which releases it. */
  readonly permit?: Permit | undefined;
  /** One of many questions of a wait: a failure is repeated more often. Default: false. */
  readonly isPatient?: boolean | undefined;
}

export interface ApiClient {
  /** @throws SiemExportError; the signal's reason when aborted; DeadlineReachedError */
  getExportTask(
    request: GetExportTaskRequest,
    options: RequestOptions,
  ): Promise<ExportTaskResponse>;
  /**
   * Retried only if the service cannot have run it.
   * @throws as `getExportTask`, except when the signal is aborted after the request was sent:
   *   SiemExportError `CreateAnswerLost`, which reports that the task may exist, with the exit code of
   *   the interruption
   */
  createExportTask(request: CreateExportTaskRequest, options: RequestOptions): Promise<CreatedTask>;
  /**
   * The request that `createExportTask` would send now; nothing is sent. Its signature is valid for one request
   * within 15 minutes. Its headers contain the security token of temporary credentials.
   */
  signCreateExportTask(
    request: CreateExportTaskRequest,
    options: Pick<RequestOptions, 'signal'>,
  ): Promise<SignedRequest>;
  /** Closes idle connections, which would keep the process alive. */
  close(): void;
}

/** A request, ready to be sent. */
export interface SignedRequest {
  readonly method: 'POST';
  readonly url: string;
  /** Names in lower case, `host` and `authorization` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The task and account of a call; absent for events that are not about one task. */
export interface CallTask {
  /** Digits. */
  readonly exportId?: string | undefined;
  readonly region?: string | undefined;
  /** Digits. */
  readonly roleFor?: string | undefined;
}

/** Reported while the client works. */
export type ApiEvent = CallTask & ApiEventBody;

type ApiEventBody =
  | {
      readonly type: 'request';
      readonly action: string;
      readonly method: string;
      readonly url: string;
      /** Secrets masked. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      readonly type: 'answer';
      readonly action: string;
      readonly status: number;
      readonly requestId?: string | undefined;
      readonly elapsedMs: number;
      /** Secrets masked. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | RetryEvent
  | { readonly type: 'clock-corrected'; readonly offsetMs: number }
  | { readonly type: 'credentials-renewed'; readonly source: string };
