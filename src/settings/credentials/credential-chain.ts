import type { Context } from '../../base/context.ts';
import { SiemExportError } from '../../base/errors.ts';
import type { CredentialProvider } from '../../signing/credentials.ts';
import type { FoundCredentials } from './check-keys.ts';
import { readEnvironmentKeys } from './environment-keys.ts';
import { readProfile } from './vendor-profile.ts';

export interface CredentialChainOptions {
  readonly context: Pick<Context, 'env' | 'directories'>;
  /** `--profile` or the setting: no other source is looked at then. */
  readonly profile?: string | undefined;
}

/**
 * The keys of `profile` where one is named; else those of the environment; else those of the current
 * profile of the vendor's CLI. Nothing is read before the first request.
 */
export function createCredentialProvider(options: CredentialChainOptions): CredentialProvider {
  let found: FoundCredentials | undefined;
  return {
    get source() {
      return found?.source ?? 'not looked up yet';
    },
    async getCredentials({ renew = false }) {
      if (found === undefined || renew) found = await findCredentials(options);
      return found.credentials;
    },
  };
}

async function findCredentials(options: CredentialChainOptions): Promise<FoundCredentials> {
  const { context, profile } = options;
  const found =
    (profile === undefined ? readEnvironmentKeys(context.env) : undefined) ??
    (await readProfile(profile, context));
  if (found !== undefined) return found;
  throw new SiemExportError('NoCredentials', 'auth', 'no credentials were found', {
    hint: 'Log in with "aliyun configure", or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.',
  });
}
