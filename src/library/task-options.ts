import type { Context, Directories, Environment } from '../base/context.ts';
import type { Credentials } from '../signing/credentials.ts';

/** What the library has of the world around it. */
export interface LibrarySystem extends Pick<Context, 'env' | 'cwd' | 'clock' | 'random'> {
  readonly directories: Pick<Directories, 'home'>;
}

/** Keys of your own, asked for before each request. */
export type CredentialsFunction = (request: {
  /** Aborted when nobody waits for the keys any more. */
  readonly signal: AbortSignal;
  /** The service said that the session has expired: do not answer from memory. */
  readonly renew: boolean;
}) => Credentials | Promise<Credentials>;

/** What every call of the library takes. What is left out is what the program's commands take, saved settings apart. */
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
  /** Default: from where the vendor's CLI and SDKs keep them. */
  readonly credentials?: Credentials | CredentialsFunction | undefined;
  /** Ends the call: it then throws the signal's reason, and leaves neither timer nor connection. */
  readonly signal?: AbortSignal | undefined;
  /** Where variables (settings, credentials, proxies) are looked up. Default: `process.env`. */
  readonly env?: Environment | undefined;
}

/** How to wait. All times are in milliseconds. */
export interface WaitOptions extends CallOptions {
  /** Give up then; 0: ask once; `Infinity`: never. Default: 3 600 000, an hour. */
  readonly timeoutMs?: number | undefined;
  /** Give up when neither status nor progress has changed for that long. Default: `Infinity`. */
  readonly stallTimeoutMs?: number | undefined;
  /** A fixed interval between two requests instead of the adaptive schedule. */
  readonly intervalMs?: number | undefined;
  /** The adaptive schedule's longest interval. Default: 30 000. */
  readonly maxIntervalMs?: number | undefined;
  /** What to do with a status that nobody documented. Default: `wait`. */
  readonly onUnknown?: 'wait' | 'fail' | undefined;
}

/** What to export. */
export interface CreateOptions extends CallOptions {
  /** `ExportTaskType`. Default: `incident_list`. */
  readonly exportType?: string | undefined;
  /**
   * `ExportTaskParameter`: which incidents, by the names of the API's documentation; as a text it is
   * sent byte for byte. Default: not sent, all incidents.
   */
  readonly parameter?: string | Readonly<Record<string, unknown>> | undefined;
}

/** Where the file goes, and how it is fetched. */
export interface DownloadOptions extends CallOptions {
  /** The file's path. */
  readonly file?: string | undefined;
  /** The folder in which the file gets the service's name. Default: the working directory. */
  readonly folder?: string | undefined;
  /** A stream instead of a file; it is not ended. What cannot be proven in advance is proven at the end. */
  readonly stream?: NodeJS.WritableStream | undefined;
  /** `skip` only where the file there is proven to be the same; else it is an error. Default: `skip`. */
  readonly ifExists?: 'fail' | 'skip' | 'overwrite' | 'rename' | undefined;
  /** Go on from a partial file of an earlier call. Default: true. */
  readonly resume?: boolean | undefined;
  /** Parallel range requests. Default: `auto`. */
  readonly connections?: number | 'auto' | undefined;
  /** Bytes a second at most. Default: no limit. */
  readonly limitRate?: number | undefined;
  /** Write `FILE.receipt.json` beside the file. Default: true. */
  readonly receipt?: boolean | undefined;
  /** Further hosts that the file may come from, beside `*.aliyuncs.com`. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Told as bytes arrive. `totalBytes` is null where the store does not say. */
  readonly onProgress?:
    | ((progress: { readonly receivedBytes: number; readonly totalBytes: number | null }) => void)
    | undefined;
}
