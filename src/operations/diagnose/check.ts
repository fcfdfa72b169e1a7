import type { SiemExportError } from '../../base/errors.ts';
import type { ExitName } from '../../base/exit-codes.ts';
import type { Text } from '../../base/ui-language.ts';

/** What each check found where nothing stands in the way. Durations are in milliseconds. */
export interface CheckFacts {
  readonly program: { readonly version: string; readonly runtime: string };
  readonly configuration: { readonly files: readonly ConfigurationFile[] };
  readonly credentials: {
    /** Where they come from, never a value. */
    readonly source: Text;
    /** Epoch milliseconds at which the session ends; undefined for keys without an end. */
    readonly expiresAt: number | undefined;
  };
  readonly proxy: { readonly routes: readonly ProxyRoute[] };
  readonly dns: {
    /** The proxy's name where one is used. */
    readonly host: string;
    readonly addresses: readonly string[];
    readonly elapsedMs: number;
  };
  readonly tcp: { readonly host: string; readonly port: number; readonly elapsedMs: number };
  readonly tls: {
    /** `TLSv1.3`; undefined where it was not told. */
    readonly protocol: string | undefined;
    /** The proxy's part included; undefined: plain http to a loopback address. */
    readonly elapsedMs: number | undefined;
  };
  readonly answer: { readonly status: number; readonly elapsedMs: number };
  readonly clock: {
    /** How far the service's clock is ahead of this machine's; undefined: it does not tell the time. */
    readonly offsetMs: number | undefined;
  };
  readonly permission: {
    /** The RAM action that is granted. */
    readonly action: string;
    /** The data region that was asked for. */
    readonly region: string;
    /** A task that is not found may live there. */
    readonly otherRegions: readonly string[];
    readonly elapsedMs: number;
  };
}

export type CheckName = keyof CheckFacts;

export interface ConfigurationFile {
  /** As people write it: `~/.aliyun/config.json`. */
  readonly path: string;
  /** Three octal digits; undefined: there is no such file. */
  readonly mode: string | undefined;
  readonly readableByOthers: boolean;
}

export interface ProxyRoute {
  /** A name, or the pattern of several. */
  readonly host: string;
  /** The proxy's origin without credentials, or `direct`. */
  readonly proxy: string;
}

type CheckOf<Name extends CheckName> = { readonly name: Name } & (
  | {
      /** `note`: the job works, and yet something should be mended. */
      readonly state: 'ok' | 'note';
      readonly facts: CheckFacts[Name];
    }
  | { readonly state: 'failed'; readonly error: SiemExportError }
  /** It depends on another one, which failed. */
  | { readonly state: 'skipped'; readonly because: CheckName }
);

/** One line of a diagnosis. */
export type Check = { readonly [Name in CheckName]: CheckOf<Name> }[CheckName];

/** What was found out about a job before it runs. */
export interface Diagnosis {
  /** `ok`: the job would work; else that of the first check that failed. */
  readonly exit: ExitName;
  /** The data region; absent where the settings are wrong. */
  readonly region?: string | undefined;
  /** The endpoint's URL; absent where the settings are wrong. */
  readonly endpoint?: string | undefined;
  readonly checks: readonly Check[];
}
