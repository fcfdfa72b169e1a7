import type { Credentials } from '../signing/credentials.ts';
import { raise } from './codes.ts';
import type { CredentialSource, SourceContext } from './credential-source.ts';
import { findEnvironmentCredentials } from './environment-credentials.ts';
import { findOidcVariables } from './environment-oidc.ts';
import { isTrue, readVariable } from './environment-variable.ts';
import { texts } from './texts.ts';

/** The profile of the vendor's CLI or SDKs that the user has chosen for this tool. */
export interface ProfileChoice {
  /** `--profile`. No other source is tried then. */
  readonly profile?: string | undefined;
  /** The saved setting. It replaces the current profile of the vendor's CLI. */
  readonly savedProfile?: string | undefined;
}

/**
 * The first source that exists: `--profile`; the access key of the environment;
 * `ALIBABA_CLOUD_PROFILE`, the saved profile or the current one of the vendor's CLI; the file of its
 * SDKs; the OIDC variables; the credentials URI; the role of this ECS instance, which is the only one
 * that must be tried. The code of a source is loaded when the source is reached.
 *
 * @throws SiemExportError for a source that exists and is invalid; the next one is not tried
 */
export async function findSource(
  { profile, savedProfile }: ProfileChoice,
  context: SourceContext,
): Promise<CredentialSource> {
  if (profile === undefined) {
    const environmentSource = findEnvironmentCredentials(context);
    if (environmentSource !== undefined) return environmentSource;
  }
  const { findProfile } = await import('./profiles/find-profile.ts');
  return (
    (await findProfile(chooseProfile({ profile, savedProfile }, context), context)) ??
    findOidcVariables(context) ??
    findUri(context) ??
    findEcsRole(context)
  );
}

/** The requested profile, and where it was requested. */
function chooseProfile({ profile, savedProfile }: ProfileChoice, { env }: SourceContext) {
  if (profile !== undefined) return { name: profile, askedBy: '--profile' };
  const variables = ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'];
  for (const askedBy of variables) {
    const name = readVariable(env, askedBy);
    if (name !== undefined) return { name, askedBy };
  }
  return savedProfile === undefined
    ? undefined
    : { name: savedProfile, askedBy: texts.savedSetting };
}

function findUri(context: SourceContext): CredentialSource | undefined {
  const place = 'ALIBABA_CLOUD_CREDENTIALS_URI';
  const uri = readVariable(context.env, place);
  if (uri === undefined) return undefined;
  return {
    description: texts.uriOfEnvironment,
    async load(signal) {
      const { fetchFromUri } = await import('./services/credentials-uri.ts');
      return await fetchFromUri({ uri, place }, context, signal);
    },
  };
}

function findEcsRole(context: SourceContext): CredentialSource {
  const name = readVariable(context.env, 'ALIBABA_CLOUD_ECS_METADATA');
  const isProbe = name === undefined;
  const load = async (signal: AbortSignal): Promise<Credentials> => {
    const { fetchEcsRole } = await import('./services/ecs-metadata.ts');
    return await fetchEcsRole({ name, isProbe }, context, signal);
  };
  if (!isProbe) {
    return { description: texts.ecsRoleOfEnvironment, load };
  }
  if (isTrue(context.env, 'ALIBABA_CLOUD_ECS_METADATA_DISABLED'))
    throw raise('CredentialsNotFound');
  return {
    description: texts.ecsRole,
    async load(signal) {
      try {
        return await load(signal);
      } catch {
        signal.throwIfAborted();
        throw raise('CredentialsNotFound');
      }
    },
  };
}
