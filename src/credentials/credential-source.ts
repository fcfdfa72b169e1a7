import type { Clock, Directories, Environment } from '../base/context.ts';
import type { Text } from '../base/ui-language.ts';
import type { Redactor } from '../base/redaction.ts';
import type { HttpClient } from '../network/http-client.ts';
import type { Credentials } from '../signing/credentials.ts';

/** One place that provides credentials. */
export interface CredentialSource {
  /** As shown in messages: `environment variables`, `profile "prod" of ~/.aliyun/config.json`. Never a value. */
  readonly description: Text;
  /**
   * Fetches the credentials, each time from the file, the command or the service.
   * @throws SiemExportError with exit `auth`, or `unavailable` if a token service cannot be reached or
   *   is throttling; the signal's reason when aborted
   */
  load(signal: AbortSignal): Promise<Credentials>;
}

/** What sources need to read files and variables and to send requests. */
export interface SourceContext {
  readonly env: Environment;
  readonly directories: Pick<Directories, 'home'>;
  readonly clock: Clock;
  /** Every secret is added before its first use. */
  readonly redactor: Redactor;
  readonly httpClient: HttpClient;
  readonly onNote: (note: CredentialNote) => void;
  readonly onExchange?: ((event: TokenExchangeEvent) => void) | undefined;
  /** Base URL of the ECS instance metadata. */
  readonly metadataUrl: string;
}

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
