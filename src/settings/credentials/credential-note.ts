import type { Text } from '../../base/ui-language.ts';

/** What the user should know about credentials that were found all the same. Told once each. */
export type CredentialNote =
  /** A file with keys that other users of this machine can read. */
  | { readonly code: 'file-readable-by-others'; readonly path: Text; readonly mode: string }
  /** A blank or a newline around a key was left out. */
  | { readonly code: 'blanks-removed'; readonly place: Text; readonly field: string }
  /** The session could not be renewed ahead of its end; it serves until then. */
  | {
      readonly code: 'renewal-failed';
      readonly source: Text;
      readonly message: Text;
      /** Epoch milliseconds at which the session ends. */
      readonly expiresAt: number;
    };

/** A request for a session and its answer, told while they happen. Neither query nor body: they are secrets. */
export type TokenExchangeEvent =
  | {
      readonly type: 'request';
      /** `AssumeRole`, `AssumeRoleWithOIDC`, `CredentialsURI` or `InstanceMetadata`. */
      readonly action: string;
      readonly method: string;
      readonly url: string;
      /** Those that are no secret. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: '';
    }
  | {
      readonly type: 'answer';
      readonly action: string;
      readonly status: number;
      readonly requestId?: string | undefined;
      readonly elapsedMs: number;
      readonly headers: Readonly<Record<string, string>>;
    };
