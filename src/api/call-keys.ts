import type { Redactor } from '../base/redaction.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import type { ApiError } from './api-error.ts';
import type { ApiEvent } from './export-task.ts';

/** The keys of a client's calls. */
export interface CallKeys {
  /** @throws the error with which the keys were rejected, when their source has no others */
  get(signal: AbortSignal): Promise<Credentials>;
  /** The service said that the session of `keys` has expired. */
  reject(keys: Credentials, error: ApiError): void;
}

export interface CallKeysOptions {
  readonly credentials: CredentialProvider;
  readonly redactor: Redactor;
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
}

/** Asks for keys before every attempt: the provider renews those that are about to end. */
export function createCallKeys({ credentials, redactor, onEvent }: CallKeysOptions): CallKeys {
  let rejected: { readonly keys: Credentials; readonly error: ApiError } | undefined;
  return {
    async get(signal) {
      const old = rejected;
      const keys = await credentials.getCredentials({ signal, renew: old !== undefined });
      redactor.addSecret(keys.accessKeySecret, keys.securityToken);
      if (old === undefined) return keys;
      if (isSame(keys, old.keys)) throw old.error;
      if (rejected === old) rejected = undefined;
      onEvent?.({ type: 'credentials-renewed', source: credentials.source });
      return keys;
    },
    reject(keys, error) {
      rejected = { keys, error };
    },
  };
}

function isSame(a: Credentials, b: Credentials): boolean {
  return (
    a.accessKeyId === b.accessKeyId &&
    a.accessKeySecret === b.accessKeySecret &&
    a.securityToken === b.securityToken
  );
}
