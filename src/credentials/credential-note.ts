import type { Text } from '../base/ui-language.ts';

/** A problem that does not prevent the use of the credentials. Each is reported once. */
export type CredentialNote =
  /** Other users of this machine can read a file with credentials. */
  | { readonly code: 'file-readable-by-others'; readonly path: Text; readonly mode: string }
  /** A blank or newline around a value was removed. */
  | { readonly code: 'blanks-removed'; readonly place: Text; readonly field: string }
  /** The session could not be renewed ahead of its end. It is used until then. */
  | {
      readonly code: 'renewal-failed';
      readonly source: Text;
      readonly message: Text;
      /** Epoch milliseconds at which the session ends. */
      readonly expiresAt: number;
    };

/** A request for credentials and its response. Query and body are omitted: they contain secrets. */
export type TokenExchangeEvent =
  | {
      readonly type: 'request';
      /** `AssumeRole`, `AssumeRoleWithOIDC`, `CredentialsURI` or `InstanceMetadata`. */
      readonly action: string;
      readonly method: string;
      readonly url: string;
      /** Without those that may contain a secret. */
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
