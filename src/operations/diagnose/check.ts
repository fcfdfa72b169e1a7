import type { SiemExportError } from '../../base/errors.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import type { Text } from '../../base/ui-language.ts';

/** What each check reports if it succeeds. Durations are in milliseconds. */
export interface CheckFacts {
  readonly program: { readonly version: string; readonly runtime: string };
  readonly configuration: { readonly files: readonly ConfigurationFile[] };
  readonly credentials: {
    /** The place that they are read from. */
    readonly source: Text;
    /** End of the session, epoch milliseconds; undefined: long-lived credentials. */
    readonly expiresAt: number | undefined;
  };
  readonly proxy: { readonly routes: readonly ProxyRoute[] };
  readonly dns: {
    /** With a proxy, the proxy's. */
    readonly host: string;
    readonly addresses: readonly string[];
    readonly elapsedMs: number;
  };
  readonly tcp: { readonly host: string; readonly port: number; readonly elapsedMs: number };
  readonly tls: {
    /** `TLSv1.3`; undefined: not known. */
    readonly protocol: string | undefined;
    /** Includes the proxy's part; undefined: plain http to a loopback address. */
    readonly elapsedMs: number | undefined;
  };
  readonly answer: { readonly status: number; readonly elapsedMs: number };
  readonly clock: {
    /** How far the service's clock is ahead of this machine's; undefined: the response has no valid `Date`. */
    readonly offsetMs: number | undefined;
  };
  readonly permission: {
    /** The granted RAM action. */
    readonly action: string;
    /** The data region of the request. */
    readonly region: string;
    /** A task that is not found may be in one of these. */
    readonly otherRegions: readonly string[];
    readonly elapsedMs: number;
  };
}

export type CheckName = keyof CheckFacts;

export interface ConfigurationFile {
  /** Shortened: `~/.aliyun/config.json`. */
  readonly path: string;
  /** Three octal digits; undefined: the file does not exist. */
  readonly mode: string | undefined;
  readonly readableByOthers: boolean;
}

export interface ProxyRoute {
  /** A host name or a pattern. */
  readonly host: string;
  /** The proxy's origin without credentials, or `direct`. */
  readonly proxy: string;
}

type CheckOf<Name extends CheckName> = { readonly name: Name } & (
  | {
      /** `note`: it works, but something should be fixed. */
      readonly state: 'ok' | 'note';
      readonly facts: CheckFacts[Name];
    }
  | { readonly state: 'failed'; readonly error: SiemExportError }
  /** It depends on a check that failed. */
  | { readonly state: 'skipped'; readonly because: CheckName }
);

/** One line of a diagnosis. */
export type Check = { readonly [Name in CheckName]: CheckOf<Name> }[CheckName];

/** The result of all checks. */
export interface Diagnosis {
  /** `ok`, or the exit of the first check that failed. */
  readonly exit: ExitName;
  /** The data region; undefined: the settings are wrong. */
  readonly region?: string | undefined;
  /** The member account, digits; undefined: the caller's own. */
  readonly roleFor?: string | undefined;
  /** The endpoint's URL; undefined: the settings are wrong. */
  readonly endpoint?: string | undefined;
  readonly checks: readonly Check[];
}
