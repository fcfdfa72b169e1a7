import { isSiemExportError } from '../base/errors.ts';
import type { Text } from '../base/ui-language.ts';
import { untilAborted } from '../base/until-aborted.ts';
import type { Credentials } from '../signing/credentials.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';

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

/**
 * Concurrent callers share one call of `work`. Each can leave with its own signal; the signal of
 * `work` is aborted when the last caller has left.
 */
function createSharedCall<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let current: Call<T> | undefined;

  const leave = (call: Call<T>, signal: AbortSignal): void => {
    call.waiting -= 1;
    if (call.waiting > 0) return;
    if (current === call) current = undefined;
    call.controller.abort(signal.reason);
  };
  return async (signal) => {
    signal.throwIfAborted();
    const call = (current ??= startCall(work));
    call.waiting += 1;
    try {
      return await untilAborted(call.promise, signal);
    } finally {
      leave(call, signal);
    }
  };
}

interface Call<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

function startCall<T>(work: (signal: AbortSignal) => Promise<T>): Call<T> {
  const controller = new AbortController();
  return { promise: work(controller.signal), controller, waiting: 0 };
}
