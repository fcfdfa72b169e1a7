import type { Context, Directories, Environment } from '../base/context.ts';
import type { Credentials } from '../signing/credentials.ts';

/** What the library has of the world around it. */
export interface LibraryContext extends Pick<Context, 'env' | 'cwd' | 'clock' | 'random'> {
  readonly directories: Pick<Directories, 'home'>;
}

/**
 * Keys of your own, asked for before each request. What it throws ends the call, and is thrown.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { waitForExportTask, type CredentialsFunction } from 'siem-export';
 *
 * // Something else writes the file anew before the session in it ends.
 * const credentials: CredentialsFunction = async ({ signal }) =>
 *   JSON.parse(await readFile('session.json', { encoding: 'utf8', signal }));
 * console.log((await waitForExportTask('200013', { credentials })).outcome);
 * ```
 */
export type CredentialsFunction = (
  request: CredentialsRequest,
) => Credentials | Promise<Credentials>;

/** What your function is told of the request that needs keys. */
interface CredentialsRequest {
  /** Aborted when nobody waits for the keys any more; the call has ended then, whether or not you listen. */
  readonly signal: AbortSignal;
  /** The service said that the session has expired: do not answer from memory. */
  readonly renew: boolean;
}

/**
 * What every call of the library takes. What is left out is what the program's commands take, saved settings
 * apart.
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
   * Where the data lives: `cn-hangzhou` or `ap-southeast-1`. Default: `SIEM_EXPORT_REGION`, else
   * `cn-hangzhou`.
   */
  readonly region?: string | undefined;
  /** The language that the service answers in. Default: `SIEM_EXPORT_LANG`, else the service's own. */
  readonly lang?: 'zh' | 'en' | undefined;
  /** UID of the member account, digits. Default: `SIEM_EXPORT_ROLE_FOR`, else the caller's account. */
  readonly roleFor?: string | undefined;
  /** A host or an https URL instead of the region's endpoint. Default: `SIEM_EXPORT_ENDPOINT`. */
  readonly endpoint?: string | undefined;
  /** Whether to use the VPC endpoint of the region. Default: `SIEM_EXPORT_VPC`, else false. */
  readonly vpc?: boolean | undefined;
  /**
   * Keys, or a function that is asked for them before each request. Default: from where the vendor's CLI and
   * SDKs keep them.
   */
  readonly credentials?: Credentials | CredentialsFunction | undefined;
  /** Ends the call: it then throws the signal's reason, and leaves neither timer nor connection. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Where variables (settings, credentials, proxies, the home) are looked up; other options go before
   * them. Default: `process.env`.
   */
  readonly env?: Environment | undefined;
}

/**
 * How to wait. All times are in milliseconds.
 *
 * @example
 * ```ts
 * import { waitForExportTask, type WaitOptions } from 'siem-export';
 *
 * // However long it takes, unless it stands still for ten minutes.
 * const patient: WaitOptions = { timeoutMs: Infinity, stallTimeoutMs: 10 * 60_000 };
 * console.log((await waitForExportTask('200013', patient)).outcome);
 * ```
 */
export interface WaitOptions extends CallOptions {
  /** Give up then; 0: ask once; `Infinity`: never. Default: 3 600 000, an hour. */
  readonly timeoutMs?: number | undefined;
  /** Give up when neither status nor progress has changed for that long. Default: `Infinity`. */
  readonly stallTimeoutMs?: number | undefined;
  /** A fixed interval between two requests, above 0. Default: an adaptive schedule, from 1000 on. */
  readonly intervalMs?: number | undefined;
  /** The adaptive schedule's longest interval, above 0. Default: 30 000. */
  readonly maxIntervalMs?: number | undefined;
  /** What to do with a status that nobody documented. Default: `wait`. */
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
   * `ExportTaskParameter`: which incidents, by the names of the API's documentation; as a text it is
   * sent byte for byte. Default: not sent, all incidents.
   */
  readonly parameter?: string | Readonly<Record<string, unknown>> | undefined;
}

/**
 * Where the file goes, and how it is fetched.
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
  /** The file's path; its folder has to be there. Excludes `folder` and `stream`. */
  readonly file?: string | undefined;
  /** The folder in which the file gets the service's name; it is made. Default: the working directory. */
  readonly folder?: string | undefined;
  /** A stream instead of a file; it is not ended. What cannot be proven in advance is proven at the end. */
  readonly stream?: NodeJS.WritableStream | undefined;
  /** `skip` only where the file there is proven to be the same; else it is an error. Default: `skip`. */
  readonly ifExists?: 'fail' | 'skip' | 'overwrite' | 'rename' | undefined;
  /** Go on from a partial file of an earlier call. Default: true. */
  readonly resume?: boolean | undefined;
  /** Parallel range requests, 1 to 16. Default: `auto`. */
  readonly connections?: number | 'auto' | undefined;
  /** Bytes a second at most, above 0. Default: no limit. */
  readonly limitRate?: number | undefined;
  /** Write `FILE.receipt.json` beside the file. Default: true. */
  readonly receipt?: boolean | undefined;
  /** Further hosts that the file may come from, such as `*.example.com`. Default: `*.aliyuncs.com` alone. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Told as bytes arrive, some times a second. What it throws ends the download, and is thrown. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** How far a download is. */
interface DownloadProgress {
  /** Bytes that are there, those of an earlier call included. */
  readonly receivedBytes: number;
  /** Bytes of the whole file; null where the store does not say. */
  readonly totalBytes: number | null;
}
