import { isSiemExportError } from '../base/errors.ts';
import type { Text } from '../base/ui-language.ts';
import type { Credentials } from '../signing/credentials.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { createSharedCall } from './shared-call.ts';

/** How long before its end a session is renewed, and how long after a failure it is tried again. */
const renewAheadMs = 180_000;
const retryAfterMs = 30_000;

export interface CredentialCacheOptions extends Pick<SourceContext, 'clock' | 'onNote'> {
  readonly load: CredentialSource['load'];
  readonly describeSource: () => Text;
}

export interface CredentialCache {
  /**
   * @param options.renew fetches new credentials, whatever is cached
   * @throws what `load` throws; the signal's reason when aborted
   */
  getCredentials(options: {
    readonly signal: AbortSignal;
    readonly renew: boolean;
  }): Promise<Credentials>;
}

interface CachedCredentials {
  readonly credentials: Credentials;
  /** Epoch milliseconds; infinite for credentials that do not expire. */
  readonly expiresAt: number;
  renewAt: number;
}

/**
 * Caches credentials and renews them before they expire. Concurrent calls share one renewal. If it
 * fails, the old credentials are used until they expire.
 */
export function createCredentialCache(options: CredentialCacheOptions): CredentialCache {
  const { clock, onNote } = options;
  let cached: CachedCredentials | undefined;
  const load = createSharedCall(async (signal) => {
    const credentials = await options.load(signal);
    cached = remember(credentials, clock.now());
    return credentials;
  });

  const renewOrKeep = async (old: CachedCredentials, signal: AbortSignal): Promise<Credentials> => {
    try {
      return await load(signal);
    } catch (error) {
      if (!isSiemExportError(error) || clock.now() >= old.expiresAt) throw error;
      old.renewAt = clock.now() + retryAfterMs;
      const { expiresAt } = old;
      const source = options.describeSource();
      const { message } = error.texts;
      onNote({ code: 'renewal-failed', source, message, expiresAt });
      return old.credentials;
    }
  };

  return {
    async getCredentials({ signal, renew }) {
      signal.throwIfAborted();
      if (renew || cached === undefined) return await load(signal);
      if (clock.now() < cached.renewAt) return cached.credentials;
      return await renewOrKeep(cached, signal);
    },
  };
}

/** A session of only a few minutes is renewed in its last quarter. */
function remember(credentials: Credentials, now: number): CachedCredentials {
  const { expiresAt = Infinity } = credentials;
  return {
    credentials,
    expiresAt,
    renewAt: expiresAt - Math.min(renewAheadMs, (expiresAt - now) / 4),
  };
}
