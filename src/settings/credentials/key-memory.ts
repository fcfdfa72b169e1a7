import { isSiemExportError } from '../../base/errors.ts';
import type { Text } from '../../base/ui-language.ts';
import type { Credentials } from '../../signing/credentials.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { createSharedCall } from './shared-call.ts';

/** How long before its end a session is renewed, and how soon after a failure the next attempt comes. */
const renewAheadMs = 180_000;
const retryAfterMs = 30_000;

export interface KeyMemoryOptions extends Pick<SourceContext, 'clock' | 'onNote'> {
  readonly load: CredentialSource['load'];
  readonly describe: () => Text;
}

export interface KeyMemory {
  /**
   * @param options.renew past the memory
   * @throws what `load` throws; the signal's reason when aborted
   */
  getKeys(options: { readonly signal: AbortSignal; readonly renew: boolean }): Promise<Credentials>;
}

interface Remembered {
  readonly keys: Credentials;
  /** Epoch milliseconds; infinite for keys without an end. */
  readonly expiresAt: number;
  renewAt: number;
}

/**
 * Remembers keys and renews them ahead of their end. Parallel calls share one renewal. While it
 * fails, the old keys serve as long as they live.
 */
export function createKeyMemory(options: KeyMemoryOptions): KeyMemory {
  const { clock, onNote } = options;
  let remembered: Remembered | undefined;
  const load = createSharedCall(async (signal) => {
    const keys = await options.load(signal);
    remembered = remember(keys, clock.now());
    return keys;
  });

  const renewOrKeep = async (old: Remembered, signal: AbortSignal): Promise<Credentials> => {
    try {
      return await load(signal);
    } catch (error) {
      if (!isSiemExportError(error) || clock.now() >= old.expiresAt) throw error;
      old.renewAt = clock.now() + retryAfterMs;
      const { expiresAt } = old;
      const source = options.describe();
      const { message } = error.texts;
      onNote({ code: 'renewal-failed', source, message, expiresAt });
      return old.keys;
    }
  };

  return {
    async getKeys({ signal, renew }) {
      signal.throwIfAborted();
      if (renew || remembered === undefined) return await load(signal);
      if (clock.now() < remembered.renewAt) return remembered.keys;
      return await renewOrKeep(remembered, signal);
    },
  };
}

/** A session that lives for a few minutes only is renewed in its last quarter. */
function remember(keys: Credentials, now: number): Remembered {
  const { expiresAt = Infinity } = keys;
  return { keys, expiresAt, renewAt: expiresAt - Math.min(renewAheadMs, (expiresAt - now) / 4) };
}
