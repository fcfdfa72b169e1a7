import type { Context } from '../base/context.ts';
import type { Redactor } from '../base/redaction.ts';
import { inLanguage, type Text } from '../base/ui-language.ts';
import type { HttpClient } from '../network/http-client.ts';
import type { CredentialProvider } from '../signing/credentials.ts';
import type { CredentialNote, TokenExchangeEvent } from './credential-source.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { createCredentialCache } from './credential-cache.ts';
import type { ProfileChoice } from './find-source.ts';
import { texts } from './texts.ts';

export interface CredentialProviderOptions extends ProfileChoice, Pick<Context, 'env' | 'clock'> {
  readonly directories: Pick<Context['directories'], 'home'>;
  readonly redactor: Redactor;
  /** For requests to token services. The caller closes it. */
  readonly httpClient: HttpClient;
  readonly onNote?: ((note: CredentialNote) => void) | undefined;
  /** Called for each request to a token service, and for its response. */
  readonly onExchange?: ((event: TokenExchangeEvent) => void) | undefined;
  /** Base URL of the ECS instance metadata. Default: the one of Alibaba Cloud. */
  readonly metadataUrl?: string | undefined;
}

/**
 * Credentials from the places where the vendor's CLI and SDKs keep them. Nothing is read, and almost
 * nothing is loaded, before the first request. The first source that provides credentials is used for
 * the rest of the run; after a failure, the next call looks for a source again.
 *
 * Requests to token services use this program's own HTTP client. The vendor's package ignores proxies,
 * cannot be aborted, trusts this machine's clock, does not report when a session ends, and with DEBUG
 * set prints what it signs, the session token included.
 */
export function createCredentialProvider(options: CredentialProviderOptions): CredentialProvider {
  const context = createSourceContext(options);
  let kept: CredentialSource | undefined;
  let description: Text = texts.notLookedFor;

  const cache = createCredentialCache({
    ...context,
    describeSource: () => description,
    async load(signal) {
      const { findSource } = await import('./find-source.ts');
      const source = kept ?? (await findSource(options, context));
      description = source.description;
      const credentials = await source.load(signal);
      kept = source;
      return credentials;
    },
  });
  return {
    get source() {
      return inLanguage(description, 'en');
    },
    get sourceText() {
      return description;
    },
    getCredentials: ({ signal, renew = false }) => cache.getCredentials({ signal, renew }),
  };
}

function createSourceContext(options: CredentialProviderOptions): SourceContext {
  const { env, directories, clock, redactor, httpClient, onNote, onExchange } = options;
  const reported = new Set<string>();
  return {
    env,
    directories,
    clock,
    redactor,
    httpClient,
    onNote(note) {
      const key = JSON.stringify(note);
      if (reported.has(key)) return;
      reported.add(key);
      onNote?.(note);
    },
    onExchange,
    metadataUrl: options.metadataUrl ?? 'http://100.100.100.200',
  };
}
