import type { Clock, Directories, Environment } from '../base/context.ts';
import type { Text } from '../base/ui-language.ts';
import type { Redactor } from '../base/redaction.ts';
import type { HttpClient } from '../network/http-client.ts';
import type { Credentials } from '../signing/credentials.ts';
import type { CredentialNote, TokenExchangeEvent } from './credential-note.ts';

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
