import { raise } from '../codes.ts';
import { readCredentialFile } from '../credential-file.ts';
import type { SourceContext } from '../credential-source.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { Text } from '../../base/ui-language.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { assumeRoleWithOidc, type AssumeRoleWithOidcRequest } from './assume-role.ts';
import { texts } from './texts.ts';

export interface OidcRole extends Omit<AssumeRoleWithOidcRequest, 'token'> {
  /** Read for each session, because its issuer replaces the token from time to time. */
  readonly tokenFile: string;
  readonly place: Text;
}

/** A session of a role for the token of an identity provider, as in a pod of ACK. */
export async function loadOidcRole(
  { tokenFile, place, ...role }: OidcRole,
  context: SourceContext,
  signal: AbortSignal,
): Promise<Credentials> {
  const shownPath = texts.oidcFile(toPlainText(tokenFile));
  // Its permissions are the choice of the platform that mounts it.
  const written = await readCredentialFile(
    { path: tokenFile, shownPath },
    { onNote: () => undefined },
  );
  const token = written?.trim() ?? '';
  if (token === '') {
    const describe = written === undefined ? texts.fileMissing : texts.fileEmpty;
    throw raise('CredentialsNotFound', {
      message: describe(shownPath, place),
      hint: texts.tokenHint,
    });
  }
  context.redactor.addSecret(token);
  return await assumeRoleWithOidc({ ...role, token }, context, signal);
}
