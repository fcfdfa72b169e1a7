import { createAuthError } from '../auth-error.ts';
import { readCredentialFile } from '../credential-file.ts';
import type { SourceContext } from '../credential-source.ts';
import { toPlainText } from '../../../base/plain-text.ts';
import type { Credentials } from '../../../signing/credentials.ts';
import { assumeRoleWithOidc, type AssumeRoleWithOidcRequest } from './assume-role.ts';

export interface OidcRole extends Omit<AssumeRoleWithOidcRequest, 'token'> {
  /** Read for each session: whoever issues the token writes a new one there from time to time. */
  readonly tokenFile: string;
  readonly place: string;
}

/** Keys of a role for the token of an identity provider, as in a pod of ACK. */
export async function loadOidcRole(
  { tokenFile, place, ...role }: OidcRole,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const shownPath = `the OIDC token file ${toPlainText(tokenFile)}`;
  // Whoever mounts a token decides who may read it.
  const text = await readCredentialFile(
    { path: tokenFile, shownPath },
    { onNote: () => undefined },
  );
  const token = text?.trim() ?? '';
  if (token === '') {
    const what = text === undefined ? 'does not exist' : 'is empty';
    throw createAuthError('CredentialsNotFound', `${shownPath} of ${place} ${what}`);
  }
  context.redactor.addSecret(token);
  return await assumeRoleWithOidc({ ...role, token }, context, signal);
}
