import type { JsonObject } from '../base/json.ts';
import type { Text } from '../base/ui-language.ts';
import type { NetworkLimits } from '../network/http-client.ts';
import type { RetryEvent } from '../waiter/retry.ts';

export type IfExists = 'fail' | 'skip' | 'overwrite' | 'rename';

/** Which hosts a link may point to. */
export interface LinkPolicy {
  /** Host patterns, `*.aliyuncs.com` or a whole name. */
  readonly allowedHosts: readonly string[];
  /** The endpoint is a loopback address: loopback links over plain http are allowed too. */
  readonly allowLoopback: boolean;
}

/** How a file is downloaded: the options of the command and the library. */
export interface DownloadOptions {
  readonly ifExists: IfExists;
  /** Resume from the partial file of an earlier run. */
  readonly resume: boolean;
  /** Parallel range requests. */
  readonly connections: number | 'auto';
  /** Bytes a second, over all connections; undefined: no limit. */
  readonly limitRate: number | undefined;
  /** How patient requests to the store are. */
  readonly limits: NetworkLimits;
}

export const defaultDownloadOptions: DownloadOptions = {
  ifExists: 'skip',
  resume: true,
  connections: 'auto',
  limitRate: undefined,
  limits: {},
};

/** Hosts that a link may always point to. */
export const defaultAllowedHosts: readonly string[] = ['*.aliyuncs.com'];

export type DownloadTarget =
  /** `path`: absolute. */
  | { readonly kind: 'file'; readonly path: string }
  /** The service's file name, made safe, in an absolute `folder`, which is created if missing. */
  | { readonly kind: 'folder'; readonly folder: string; readonly fileName: string }
  | ({ readonly kind: 'stdout' } & OutputTarget);

export interface OutputTarget {
  readonly stream: NodeJS.WritableStream;
  /**
   * The stream does not use a chunk after its write, as with the process's own stdout: its memory is freed
   * then. Not for streams that pass chunks on.
   */
  readonly detachesChunks?: boolean | undefined;
}

export interface DownloadRequest extends DownloadOptions {
  /** A bearer secret: never printed, logged or stored with its query. */
  readonly link: string;
  readonly target: DownloadTarget;
  readonly policy: LinkPolicy;
  /** Requests a new link when the old one has expired, or is about to. */
  readonly renewLink?: ((signal: AbortSignal) => Promise<string>) | undefined;
  /** What the receipt states besides the facts of the file; absent: no receipt is written. */
  readonly receipt?: JsonObject | undefined;
  readonly signal: AbortSignal;
  readonly onEvent?: ((event: TransferEvent) => void) | undefined;
}

/** The structure that a file's name promises. */
export type FileKind = 'workbook' | 'zip';

/** A download to a file. */
export interface FileDownload extends DownloadRequest {
  /** The final path, absolute. */
  readonly path: string;
  /** Undefined if the name does not promise a structure. */
  readonly kind: FileKind | undefined;
  /** The link without its query. */
  readonly source: string;
}

/** The strongest proof that the file is the one in the store. */
export type Verification = 'crc64' | 'md5' | 'structure' | 'length';

export interface DownloadResult {
  /** Absolute, or as the command shows it; null for stdout. */
  readonly path: string | null;
  readonly bytes: number;
  /** The number of bytes from an earlier run. */
  readonly resumedFrom: number;
  /** CRC-64/XZ of the whole file, unsigned decimal. */
  readonly crc64: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly verified: Verification;
  /** An identical file already existed; nothing was downloaded. */
  readonly skipped: boolean;
  /** Absolute path of the receipt, if one was written. */
  readonly receiptPath?: string | undefined;
}

export type TransferEvent =
  | {
      readonly type: 'started';
      /** The final path; null for stdout. */
      readonly path: string | null;
      readonly totalBytes: number | null;
      readonly resumedFrom: number;
    }
  | {
      readonly type: 'progress';
      readonly receivedBytes: number;
      readonly totalBytes: number | null;
    }
  | { readonly type: 'verifying' }
  | { readonly type: 'link-renewed' }
  /** The bytes so far were useless; `reason` is part of a sentence. */
  | { readonly type: 'restarted'; readonly reason: Text }
  | RetryEvent
  | {
      readonly type: 'request';
      readonly method: 'GET';
      /** Without its query. */
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'answer';
      readonly status: number;
      /** Without its query. */
      readonly url: string;
      readonly requestId?: string | undefined;
      readonly elapsedMs: number;
      readonly headers: Readonly<Record<string, string>>;
    };
