import { untilAborted } from '../base/until-aborted.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import { credentialsRules } from './option-rules.ts';
import type { CredentialsFunction } from './task-options.ts';
import { validateFields } from './validate-options.ts';

const place = 'options.credentials';

/**
 * The caller's own keys, or function.
 * @throws UsageError for a key pair that is none, at once; what the function throws, and UsageError for what
 *   it gives, when it is asked
 */
export function createOwnCredentials(given: Credentials | CredentialsFunction): CredentialProvider {
  if (typeof given !== 'function') {
    validateFields(given, credentialsRules, place);
    return { source: place, getCredentials: () => Promise.resolve(given) };
  }
  return {
    source: place,
    async getCredentials({ signal, renew = false }) {
      signal.throwIfAborted();
      // Nobody can make it listen to the signal.
      const asked = Promise.resolve(given({ signal, renew }));
      const credentials: unknown = await untilAborted(asked, signal);
      validateFields(credentials, credentialsRules, `${place}()`);
      return credentials;
    },
  };
}
