import type { Redactor } from '../base/redaction.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import type { ApiError } from './api-error.ts';
import type { ApiEvent } from './export-task.ts';

/** The credentials of a client's calls. */
export interface CallCredentials {
  /** @throws the error with which the credentials were rejected, if their source has no others */
  get(signal: AbortSignal): Promise<Credentials>;
  /** The service reported that the session of these credentials has expired. */
  reject(credentials: Credentials, error: ApiError): void;
}

export interface CallCredentialsOptions {
  readonly credentials: CredentialProvider;
  readonly redactor: Redactor;
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
}

/** Gets credentials before every attempt: the provider renews those that are about to expire. */
export function createCallCredentials({
  credentials,
  redactor,
  onEvent,
}: CallCredentialsOptions): CallCredentials {
  let rejected: { readonly credentials: Credentials; readonly error: ApiError } | undefined;
  return {
    async get(signal) {
      const old = rejected;
      const current = await credentials.getCredentials({ signal, renew: old !== undefined });
      redactor.addSecret(current.accessKeySecret, current.securityToken);
      if (old === undefined) return current;
      if (isSame(current, old.credentials)) throw old.error;
      if (rejected === old) rejected = undefined;
      onEvent?.({ type: 'credentials-renewed', source: credentials.source });
      return current;
    },
    reject(credentials, error) {
      rejected = { credentials, error };
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
