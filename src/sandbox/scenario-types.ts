/**
 * What a sandbox does, as in a scenario file (docs/sandbox.md). Everything may be left out. All times
 * are milliseconds of the sandbox, ids are digits or, up to 53 bits, numbers.
 *
 * @example
 * ```ts
 * import { startSandbox, type Scenario } from 'siem-export/sandbox';
 *
 * const scenario: Scenario = {
 *   tasks: [{ id: 7, durationMs: 500 }],
 *   created: { durationMs: 200, finalStatus: 'failed' },
 *   faults: [{ on: 'store', times: 1, reset: 20_000 }],
 * };
 * const sandbox = await startSandbox({ scenario });
 * await sandbox.close();
 * ```
 */
export interface Scenario {
  /** What the scenario is for; ignored. */
  readonly description?: string;
  /** The main account, the owner of the credentials. Default: 1193842352994186. */
  readonly account?: string | number;
  /** Member accounts that `RoleFor` may name. Default: 113091674488, 113091674489, 113091674490. */
  readonly members?: readonly (string | number)[];
  /** How far the server's clock is ahead; negative: behind. Default: 0. */
  readonly clockOffsetMs?: number;
  /** How created tasks behave. Default: like the last of `tasks`. A task with the id overrides both. */
  readonly created?: ScenarioTask & {
    /** The id of the first created task; each further one is one higher. Default: 500001. */
    readonly firstId?: string | number;
  };
  /** The tasks that exist; the first with an id counts. Default: 400185 and 200013. */
  readonly tasks?: readonly (ScenarioTask & ScenarioTaskIds)[];
  /** What goes wrong, in order; if several do the same thing to a request, the first counts. */
  readonly faults?: readonly ScenarioFault[];
}

/** Which task, or range of tasks, an entry of `tasks` defines, and who has it. */
export interface ScenarioTaskIds {
  /** The id of one task. A range has `from` and `to` instead. */
  readonly id?: string | number;
  /** The first id of a range. */
  readonly from?: string | number;
  /** The last id of a range. */
  readonly to?: string | number;
  /** The only data region that has the task. Default: `cn-hangzhou`. */
  readonly region?: 'cn-hangzhou' | 'ap-southeast-1';
  /** The only account that has the task. Default: each account has one of its own. */
  readonly account?: string | number;
}

/** How a task behaves: how long it runs, what it reports meanwhile, what comes out. */
export interface ScenarioTask {
  /**
   * How long it runs, from the first request for it or from its creation. `[least, most]`: each task
   * of a range takes its own time between them. Default: 8000.
   */
  readonly durationMs?: number | readonly [least: number, most: number];
  /**
   * How `Progress` rises: evenly (`linear`), fast first (`front-loaded`), fast last (`back-loaded`),
   * unevenly (`uneven`), in fifths (`steps`), to 99 in half of the time (`stuck`), only at the end
   * (`jump`); or a list of values, spread evenly over the duration and sent unchanged. Default: `uneven`.
   */
  readonly progress?: ProgressShape | readonly number[];
  /** `Progress` at the end. Default: 100, or the last value if the task does not succeed. */
  readonly finalProgress?: number;
  /** The task reaches this `Progress` and never ends. */
  readonly stallAtProgress?: number;
  /** `ExportStatus` while the task runs, each from `afterMs` on. Default: `exporting`. */
  readonly statuses?: readonly ScenarioStatus[];
  /** `ExportStatus` at the end; only `success` has a download link. Default: `success`. */
  readonly finalStatus?: string;
  /** How long after the end the download link is still missing. Default: 0. */
  readonly linkDelayMs?: number;
  /** How long a download link is valid, by the wall clock. Default: 30 minutes. */
  readonly linkTtlMs?: number;
  /** How the download link is signed: a form of OSS, S3's, or not at all. Default: `v1`. */
  readonly linkForm?: LinkForm;
  /** `FileName`, unchanged. Default: `event_<account>_<milliseconds>.xlsx`. */
  readonly fileName?: string;
  /** The number of incidents in the workbook. Default: 360. */
  readonly rows?: number;
  /** A workbook of exactly this size instead, made while it is sent: 16384 to 4294000000 bytes. */
  readonly sizeBytes?: number;
  /** Elements that replace those of the response; null removes one. */
  readonly elements?: object;
}

/** An `ExportStatus` while a task runs. */
export interface ScenarioStatus {
  /** Milliseconds after the start of the task. */
  readonly afterMs: number;
  /** The `ExportStatus` from then on. */
  readonly status: string;
}

/** How `Progress` rises while a task runs. */
export type ProgressShape =
  'linear' | 'front-loaded' | 'back-loaded' | 'uneven' | 'steps' | 'stuck' | 'jump';
/** How a download link is signed. */
export type LinkForm = 'v1' | 'v2' | 'v4' | 's3' | 'unsigned';

/** Which requests fail, and how. A fault does at least one thing. */
export interface ScenarioFault {
  /** The kind of request. */
  readonly on: 'GetExportTask' | 'CreateExportTask' | 'store';
  /** Only requests with these parameters; a file has `ExportId`, `RoleFor` and `RegionId` of its task. */
  readonly where?: Readonly<Record<string, string>>;
  /** The number of requests that pass first. Default: 0. */
  readonly after?: number;
  /** From then on, each n-th request is affected. Default: 1, all of them. */
  readonly every?: number;
  /** How many requests are affected. Default: no limit. */
  readonly times?: number;
  /** The response, and the work it reports, starts this much later. */
  readonly delayMs?: number;
  /** `true`: there is no response. A number: the body stops after that many bytes. */
  readonly hang?: true | number;
  /**
   * Resets the connection `before` the request is carried out, `after` it (the response is lost), or
   * after about that many bytes of the body.
   */
  readonly reset?: 'before' | 'after' | number;
  /** Ends the body, and the connection, after exactly that many bytes. */
  readonly truncateAfterBytes?: number;
  /** Sends another response; the request is not carried out. */
  readonly answer?: ScenarioResponse;
  /** Headers that are added or replaced; null removes one. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Elements of the API's response that are replaced; null removes one. */
  readonly elements?: object;
  /** Limits the body's speed, on each connection. */
  readonly bytesPerSecond?: number;
  /** `Content-Length` announces that many bytes more, or fewer if negative. */
  readonly contentLengthOff?: number;
  /** Sends chunks, without `Content-Length`. */
  readonly noLength?: true;
  /** Compresses the body, without ETag, length and ranges. */
  readonly gzip?: true;
  /** Flips a bit of the object's byte at this offset; its digests stay. Store only. */
  readonly corruptAtByte?: number;
  /** Replaces the object, with a new ETag, before the response. Store only. */
  readonly replaceObject?: true;
  /** Expires all download links given so far, before the response. Store only. */
  readonly expireLinks?: true;
  /** Ignores `Range`. Store only. */
  readonly noRanges?: true;
}

/** A response that replaces the real one: at most one of `code`, `body`, `json` and `bodyBytes`. */
export interface ScenarioResponse {
  /** The HTTP status, 200 to 599. Default: the usual one of `code`, else 200. */
  readonly status?: number;
  /** An error with this code: JSON from the API, XML from the store. */
  readonly code?: string;
  /** The message of `code`. Default: the usual one. */
  readonly message?: string;
  /** The body, unchanged. */
  readonly body?: string;
  /** The body as JSON. */
  readonly json?: unknown;
  /** A body of that many spaces. */
  readonly bodyBytes?: number;
  /** The media type. Default: JSON with `json`, else HTML. */
  readonly contentType?: string;
}
