import type { JsonObject } from '../base/json.ts';
import type { Permit } from '../waiter/limiter.ts';
import type { RetryEvent } from '../waiter/retry.ts';

/** What an `ExportStatus` means for somebody who waits. `unknown`: no document names that status. */
export type TaskState = 'succeeded' | 'failed' | 'running' | 'unknown';

/** One answer of GetExportTask: the response elements word for word, and what they mean. */
export interface ExportTaskResponse {
  /** The answer as it came, unknown elements included. */
  readonly elements: JsonObject;
  readonly state: TaskState;
  /** `ExportStatus` as it came; absent where the answer has none. */
  readonly status?: string | undefined;
  /** `Id`, digits. */
  readonly exportId?: string | undefined;
  /** Per cent, within 0 and 100, whatever the service sent. Never decides anything. */
  readonly progress?: number | undefined;
  readonly requestId?: string | undefined;
  /** Comes from outside: not yet fit for a path or a terminal. */
  readonly fileName?: string | undefined;
  /** Where the file is, as it came. Its query is a bearer secret. */
  readonly link?: string | undefined;
  /** `GmtCreate`, epoch milliseconds. */
  readonly createdAt?: number | undefined;
  /** When the service wants to be asked again, in milliseconds; absent where it does not say. */
  readonly retryAfterMs?: number | undefined;
}

/** The answer of CreateExportTask. */
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
  /** `Lang`: the language that the service answers in. */
  readonly lang?: Language | undefined;
  /** `RoleFor`: the member account, digits. */
  readonly roleFor?: string | undefined;
}

export interface GetExportTaskRequest extends AccountParameters {
  /** Digits; absent: the service answers with a task of its choice. */
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
  /** Taken from the client's own limiter, for the first attempt, and ended with it. */
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
   * Sent again only where the service surely did not run it.
   * @throws as `getExportTask`, but where the request was on its way when the signal was aborted:
   *   SiemExportError `CreateAnswerLost`, which says that the task may exist; its exit is that of the
   *   interruption
   */
  createExportTask(request: CreateExportTaskRequest, options: RequestOptions): Promise<CreatedTask>;
  /**
   * The request of `createExportTask` as it would be sent now, and nothing is: its signature is good for
   * one request within 15 minutes. Its headers hold the security token where the keys have one.
   */
  signCreateExportTask(
    request: CreateExportTaskRequest,
    options: Pick<RequestOptions, 'signal'>,
  ): Promise<SignedRequest>;
  /** Closes idle connections, so that the process can end. */
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

/** The task and the account that a call is about; both absent for what concerns no single task. */
export interface CallTask {
  /** Digits. */
  readonly exportId?: string | undefined;
  readonly region?: string | undefined;
  /** Digits. */
  readonly roleFor?: string | undefined;
}

/** What the client does, told while it happens. */
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
