import { SiemExportError } from '../../base/errors.ts';
import type { Credentials } from '../../signing/credentials.ts';

/** Keys, and where they were found. */
export interface FoundCredentials {
  readonly source: string;
  readonly credentials: Credentials;
}

/**
 * Keys that were copied with a newline or blank around them, without it.
 * @throws SiemExportError when a key holds what no key and no header can hold; its value is not named
 */
export function checkKeys(keys: Credentials, source: string): Credentials {
  const trimmed = {
    ...keys,
    accessKeyId: keys.accessKeyId.trim(),
    accessKeySecret: keys.accessKeySecret.trim(),
    securityToken: keys.securityToken?.trim(),
  };
  const { accessKeyId, accessKeySecret, securityToken = '' } = trimmed;
  for (const [name, value] of Object.entries({ accessKeyId, accessKeySecret, securityToken })) {
    if (/^[\x21-\x7e]*$/.test(value)) continue;
    throw new SiemExportError(
      'MalformedCredentials',
      'auth',
      `the ${name} of ${source} holds a blank or a character that no key has`,
      { hint: 'Copy the key again.' },
    );
  }
  return trimmed;
}
