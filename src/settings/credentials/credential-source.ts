import type { Clock, Directories, Environment } from '../../base/context.ts';
import type { Text } from '../../base/ui-language.ts';
import type { Redactor } from '../../base/redaction.ts';
import type { HttpClient } from '../../network/http-client.ts';
import type { Credentials } from '../../signing/credentials.ts';
import type { CredentialNote, TokenExchangeEvent } from './credential-note.ts';

/** One place that keys come from. */
export interface CredentialSource {
  /** For people: `environment variables`, `profile "prod" of ~/.aliyun/config.json`. Never a value. */
  readonly description: Text;
  /**
   * Fetches the keys anew, from the file, the command or the service.
   * @throws SiemExportError: exit `auth`; `unavailable` where a token service cannot be reached or
   *   asks to come back later; the signal's reason when aborted
   */
  load(signal: AbortSignal): Promise<Credentials>;
}

/** What a source may use of the world. */
export interface SourceContext {
  readonly env: Environment;
  readonly directories: Pick<Directories, 'home'>;
  readonly clock: Clock;
  /** Learns every secret before anything is done with it. */
  readonly redactor: Redactor;
  readonly httpClient: HttpClient;
  readonly onNote: (note: CredentialNote) => void;
  readonly onExchange?: ((event: TokenExchangeEvent) => void) | undefined;
  /** Base URL of the ECS instance metadata. */
  readonly metadataUrl: string;
}
