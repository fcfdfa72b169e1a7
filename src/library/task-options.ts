import type { Context, Directories, Environment } from '../base/context.ts';
import type { Credentials } from '../signing/credentials.ts';

/** The part of the context that the library uses. */
export interface LibraryContext extends Pick<Context, 'env' | 'cwd' | 'clock' | 'random'> {
  readonly directories: Pick<Directories, 'home'>;
}

/**
 * A function that returns your credentials, called before each request. An error that it throws ends the call.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { waitForExportTask, type CredentialsFunction } from 'siem-export';
 *
 * // Another program renews the file before its session expires.
 * const credentials: CredentialsFunction = async ({ signal }) =>
 *   JSON.parse(await readFile('session.json', { encoding: 'utf8', signal }));
 * console.log((await waitForExportTask('200013', { credentials })).outcome);
 * ```
 */
export type CredentialsFunction = (
  request: CredentialsRequest,
) => Credentials | Promise<Credentials>;

/** The argument of your credentials function. */
interface CredentialsRequest {
  /** Aborted when the call has ended and the credentials are no longer needed. */
  readonly signal: AbortSignal;
  /** The service reported that the session has expired: do not return cached credentials. */
  readonly renew: boolean;
}

/**
 * Options of every call. Defaults are those of the program, except that saved settings are not read.
 *
 * @example
 * ```ts
 * import { getExportTask, type CallOptions } from 'siem-export';
 *
 * const shared: CallOptions = { region: 'cn-hangzhou', signal: AbortSignal.timeout(60_000) };
 * const accounts = ['113091674488', '113091674489'];
 * const tasks = accounts.map((roleFor) => getExportTask('400185', { ...shared, roleFor }));
 * for (const { state, response } of await Promise.all(tasks)) console.log(state, response.Id);
 * ```
 */
export interface CallOptions {
  /**
   * The region of the data: `cn-hangzhou` or `ap-southeast-1`. Default: `SIEM_EXPORT_REGION`, else
   * `cn-hangzhou`.
   */
  readonly region?: string | undefined;
  /** The language of the service's texts. Default: `SIEM_EXPORT_LANG`, else the service's default. */
  readonly lang?: 'zh' | 'en' | undefined;
  /** UID of the member account, digits. Default: `SIEM_EXPORT_ROLE_FOR`, else the caller's own account. */
  readonly roleFor?: string | undefined;
  /** A host or an https URL instead of the region's endpoint. Default: `SIEM_EXPORT_ENDPOINT`. */
  readonly endpoint?: string | undefined;
  /**
   * Failures in a row before a request is given up; 0: no request is repeated. Default:
   * `SIEM_EXPORT_RETRIES`, else 3; 8 while waiting and downloading.
   */
  readonly retries?: number | undefined;
  /** Milliseconds for a connection, including TLS and a proxy. Default: `SIEM_EXPORT_CONNECT_TIMEOUT`, else 10 000. */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * Milliseconds for one response; for a file, how long its body may stall. Default:
   * `SIEM_EXPORT_REQUEST_TIMEOUT`, else 30 000.
   */
  readonly requestTimeoutMs?: number | undefined;
  /** Whether to use the VPC endpoint of the region. Default: `SIEM_EXPORT_VPC`, else false. */
  readonly vpc?: boolean | undefined;
  /**
   * Credentials, or a function that returns them. Default: read from where the vendor's CLI and SDKs keep them.
   */
  readonly credentials?: Credentials | CredentialsFunction | undefined;
  /** Ends the call, which then throws the signal's reason and leaves no timer and no connection. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The environment variables for settings, credentials, proxies and the home folder. Other options override
   * them. Default: `process.env`.
   */
  readonly env?: Environment | undefined;
}

/**
 * Options of a wait. Times are in milliseconds.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type WaitOptions } from 'siem-export';
 *
 * // No time limit, but stop if nothing changes for ten minutes.
 * const patient: WaitOptions = { timeoutMs: Infinity, stallTimeoutMs: 10 * 60_000 };
 * console.log((await waitForExportTask('200013', patient)).outcome);
 * ```
 */
export interface WaitOptions extends CallOptions {
  /** Time limit; 0: poll once; `Infinity`: no limit. Default: 3 600 000, one hour. */
  readonly timeoutMs?: number | undefined;
  /** Give up if neither status nor progress changes for this long. Default: `Infinity`. */
  readonly stallTimeoutMs?: number | undefined;
  /** A fixed interval between two polls, above 0. Default: an adaptive schedule, starting at 1000. */
  readonly intervalMs?: number | undefined;
  /** The longest interval of the adaptive schedule, above 0. Default: 30 000. */
  readonly maxIntervalMs?: number | undefined;
  /** What to do with an undocumented status. Default: `wait`. */
  readonly onUnknown?: 'wait' | 'fail' | undefined;
}

/**
 * What to export.
 *
 * @example
 * ```ts
 * import { createExportTask, type CreateOptions } from 'siem-export';
 *
 * const serious: CreateOptions = { parameter: { ThreatLevel: ['5'] }, lang: 'en' };
 * console.log((await createExportTask(serious)).exportId);
 * ```
 */
export interface CreateOptions extends CallOptions {
  /** `ExportTaskType`. Default: `incident_list`. */
  readonly exportType?: string | undefined;
  /**
   * `ExportTaskParameter`: which incidents, with the names of the API documentation. A string is sent
   * unchanged. Default: not sent, which exports all incidents.
   */
  readonly parameter?: string | Readonly<Record<string, unknown>> | undefined;
}

/**
 * Destination and options of a download.
 *
 * @example
 * ```ts
 * import { downloadExportFile, type DownloadOptions } from 'siem-export';
 *
 * const options: DownloadOptions = {
 *   file: 'incidents.xlsx',
 *   ifExists: 'overwrite',
 *   limitRate: 2 * 1024 * 1024,
 *   onProgress: ({ receivedBytes, totalBytes }) => console.log(receivedBytes, 'of', totalBytes),
 * };
 * await downloadExportFile('400185', options);
 * ```
 */
export interface DownloadOptions extends CallOptions {
  /** Path of the file, in an existing folder. Not together with `folder` or `stream`. */
  readonly file?: string | undefined;
  /** Folder for the file, which gets the service's name. Created if missing. Default: the working directory. */
  readonly folder?: string | undefined;
  /** A stream instead of a file. It is not ended. The file is verified after its last byte was written. */
  readonly stream?: NodeJS.WritableStream | undefined;
  /** If the file exists. `skip` requires an identical file, and throws otherwise. Default: `skip`. */
  readonly ifExists?: 'fail' | 'skip' | 'overwrite' | 'rename' | undefined;
  /** Resume from the partial file of an earlier call. Default: true. */
  readonly resume?: boolean | undefined;
  /** Parallel range requests, 1 to 16. Default: `auto`. */
  readonly connections?: number | 'auto' | undefined;
  /** Maximum bytes per second, above 0. Default: no limit. */
  readonly limitRate?: number | undefined;
  /** Write `FILE.receipt.json` beside the file. Default: true. */
  readonly receipt?: boolean | undefined;
  /** Hosts to allow besides `*.aliyuncs.com`, such as `*.example.com`. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Called as bytes arrive, a few times per second. An error that it throws ends the download. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** The progress of a download. */
interface DownloadProgress {
  /** Bytes downloaded so far, including those of an earlier call. */
  readonly receivedBytes: number;
  /** Size of the file, in bytes; null: unknown. */
  readonly totalBytes: number | null;
}
