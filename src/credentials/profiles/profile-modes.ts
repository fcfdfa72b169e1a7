import type { Credentials } from '../../signing/credentials.ts';
import { raise } from '../codes.ts';
import { quote, readCredentials } from '../credential-fields.ts';
import type { SourceContext } from '../credential-source.ts';
import { readVariable } from '../environment-variable.ts';
import { runExternalCommand } from '../external-command.ts';
import { assumeRole } from '../services/assume-role.ts';
import { fetchFromUri } from '../services/credentials-uri.ts';
import { fetchEcsRole } from '../services/ecs-metadata.ts';
import { loadOidcRole } from '../services/oidc.ts';
import { resolveStsEndpoint } from '../services/sts-endpoint.ts';
import { loadCachedSession } from './cached-session.ts';
import { cliConfigPath, type CliConfig, type CliProfile } from './cli-config.ts';
import { createNotFoundError, formatArgument } from './profile-name.ts';
import { texts } from './texts.ts';

export interface ProfileLoading {
  readonly profile: CliProfile;
  readonly config: CliConfig;
  readonly context: SourceContext;
  readonly signal: AbortSignal;
  /** The names of the profiles that use this one as their source. */
  readonly dependents: readonly string[];
}

/** The credentials of a profile, whatever its mode. */
export async function loadProfile(loading: ProfileLoading): Promise<Credentials> {
  const { fields } = loading.profile;
  const written = fields.optional('mode') ?? (fields.optional('sts_token') ? 'StsToken' : 'AK');
  const mode = Object.keys(modes).find((name) => name.toLowerCase() === written.toLowerCase());
  const load = mode === undefined ? undefined : modes[mode];
  if (load === undefined) throw refuseMode(loading.profile, written);
  return await load(loading);
}

const names = { id: 'access_key_id', secret: 'access_key_secret', token: 'sts_token' };

/** Each mode does the same as GetCredential in config/profile.go of aliyun/aliyun-cli. */
const modes: Readonly<Record<string, (loading: ProfileLoading) => Promise<Credentials>>> = {
  AK: ({ profile }) => Promise.resolve(readCredentials(profile.fields, names, 'ignored')),
  StsToken: ({ profile }) => Promise.resolve(readCredentials(profile.fields, names, 'required')),
  RamRoleArn: (loading) =>
    takeRole(readCredentials(loading.profile.fields, names, 'optional'), loading),
  ChainableRamRoleArn: async (loading) => takeRole(await loadSourceProfile(loading), loading),
  RamRoleArnWithRoleName: async (loading) => takeRole(await takeEcsRole(loading), loading),
  EcsRamRole: (loading) => takeEcsRole(loading),
  OIDC: ({ profile, context, signal }) => loadOidcRole(oidcOf(profile, context), context, signal),
  CloudSSO: (loading) => Promise.resolve(loadCachedSession(loading, 'CloudSSO')),
  OAuth: (loading) => Promise.resolve(loadCachedSession(loading, 'OAuth')),
  External({ profile: { fields, place }, context, signal }) {
    const command = fields.required('process_command');
    return runExternalCommand({ command, place }, context, signal);
  },
  CredentialsURI({ profile: { fields, place }, context, signal }) {
    const uri =
      fields.optional('credentials_uri') ??
      readVariable(context.env, 'ALIBABA_CLOUD_CREDENTIALS_URI') ??
      fields.required('credentials_uri');
    return fetchFromUri({ uri, place: texts.fieldOf('credentials_uri', place) }, context, signal);
  },
};

function takeEcsRole({ profile, context, signal }: ProfileLoading): Promise<Credentials> {
  return fetchEcsRole({ name: profile.fields.optional('ram_role_name') }, context, signal);
}

function takeRole(
  credentials: Credentials,
  { profile, context, signal }: ProfileLoading,
): Promise<Credentials> {
  const role = {
    ...roleOf(profile, context),
    credentials,
    externalId: profile.fields.optional('external_id'),
  };
  return assumeRole(role, context, signal);
}

function roleOf({ fields, place }: CliProfile, context: SourceContext) {
  const choice = {
    place,
    endpoint: fields.optional('sts_endpoint'),
    region: fields.optional('sts_region'),
  };
  return {
    endpoint: resolveStsEndpoint(choice, context),
    roleArn: fields.required('ram_role_arn'),
    sessionName: fields.optional('ram_session_name'),
    durationSeconds: fields.wholeNumber('expired_seconds'),
  };
}

function oidcOf(profile: CliProfile, context: SourceContext) {
  const { fields, place } = profile;
  return {
    ...roleOf(profile, context),
    place,
    providerArn: fields.required('oidc_provider_arn'),
    tokenFile: fields.required('oidc_token_file'),
  };
}

async function loadSourceProfile(loading: ProfileLoading): Promise<Credentials> {
  const { profile, config, dependents } = loading;
  const name = profile.fields.required('source_profile');
  const chain = [...dependents, profile.name];
  if (chain.includes(name)) {
    const way = [...chain, name].map(quote).join(' → ');
    throw raise('CredentialsMalformed', { message: texts.sourceLoop(profile.place, way) });
  }
  const source = config.find(name);
  if (source !== undefined) {
    return await loadProfile({ ...loading, profile: source, dependents: chain });
  }
  const known = [{ shownPath: cliConfigPath, names: config.names }];
  throw createNotFoundError(name, texts.fieldOf('source_profile', profile.place), known);
}

const deprecated = ['RsaKeyPair', 'BearerToken', 'Anonymous'];

function refuseMode({ name, place }: CliProfile, written: string) {
  const known = deprecated.find((each) => each.toLowerCase() === written.toLowerCase());
  if (known === undefined) {
    return raise('ProfileModeNotSupported', {
      message: texts.unknownMode(place, quote(written)),
      hint: texts.knownModes(Object.keys(modes)),
    });
  }
  const command = `aliyun configure --profile ${formatArgument(name)} --mode OAuth`;
  return raise('ProfileModeNotSupported', {
    message: texts.deprecatedMode(place, known),
    hint: texts.useInstead(command),
  });
}
