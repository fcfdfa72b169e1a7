import type { Credentials } from '../../signing/credentials.ts';
import { raise } from '../codes.ts';
import { readCredentials } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import type { CliProfile } from './cli-config.ts';
import { formatArgument } from './profile-name.ts';
import { texts } from './texts.ts';

/**
 * The session that the vendor's CLI has saved in a profile. It is not renewed here: that would use
 * up the refresh token, and the file belongs to the CLI.
 */
export function loadCachedSession(
  { profile, context }: { readonly profile: CliProfile; readonly context: SourceContext },
  mode: 'CloudSSO' | 'OAuth',
): Credentials {
  const { name, place, fields } = profile;
  const expiresAt = (fields.wholeNumber('sts_expiration') ?? 0) * 1000;
  const isWhole = ['access_key_id', 'access_key_secret', 'sts_token'].every(
    (field) => fields.optional(field) !== undefined,
  );
  if (isWhole && expiresAt > context.clock.now()) {
    const names = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };
    return { ...readCredentials(fields, names, 'required'), expiresAt };
  }
  const hasExpired = isWhole && expiresAt > 0;
  const message = hasExpired
    ? texts.sessionExpired(mode, place)
    : texts.sessionMissing(mode, place);
  const command = `aliyun configure --profile ${formatArgument(name)} --mode ${mode}`;
  throw raise('SessionExpired', { message, hint: texts.logIn(command) });
}
