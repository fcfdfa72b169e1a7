import type { Text } from '../../base/ui-language.ts';
import { raise } from '../codes.ts';
import type { CredentialSource, SourceContext } from '../credential-source.ts';
import { isTrue } from '../environment-variable.ts';
import { cliConfigPath, readCliConfig, type CliConfig } from './cli-config.ts';
import { readCredentialsIni } from './credentials-ini.ts';
import { createNotFoundError, formatPlace, type KnownProfiles } from './profile-name.ts';
import { texts } from './texts.ts';

/** A profile requested by name. */
export interface AskedProfile {
  readonly name: string;
  /** `--profile`, a variable or the saved setting, as shown in messages. */
  readonly askedBy: Text;
}

/**
 * The requested profile, from the file of the vendor's CLI, else from the file of its SDKs. If none
 * is requested: the current profile of the CLI, else `default` of the SDKs, else undefined.
 */
export async function findProfile(
  asked: AskedProfile | undefined,
  context: SourceContext,
): Promise<CredentialSource | undefined> {
  const config = await readCliConfigUnlessDisabled(asked, context);
  const name = asked?.name ?? config?.current ?? 'default';
  if (config?.find(name) !== undefined && isConfigured(config, name, asked)) {
    return createCliSource(name, context);
  }
  if (asked === undefined && config?.current !== undefined && config.names.length > 0) {
    refuseMissingCurrent(config, config.current);
  }
  const ini = await readCredentialsIni(context);
  const found = ini?.find(asked?.name ?? 'default');
  if (found !== undefined || asked === undefined) return found;
  const known: KnownProfiles = [
    ...(config === undefined ? [] : [{ shownPath: cliConfigPath, names: config.names }]),
    ...(ini === undefined ? [] : [ini]),
  ];
  throw createNotFoundError(asked.name, asked.askedBy, known);
}

async function readCliConfigUnlessDisabled(
  asked: AskedProfile | undefined,
  context: SourceContext,
): Promise<CliConfig | undefined> {
  const isDisabled = isTrue(context.env, 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED');
  return isDisabled && asked?.askedBy !== '--profile' ? undefined : await readCliConfig(context);
}

/** `aliyun configure` leaves an empty profile behind if it is cancelled. */
function isConfigured(config: CliConfig, name: string, asked: AskedProfile | undefined): boolean {
  if (asked !== undefined) return true;
  const fields = config.find(name)?.fields;
  const hasMode = (fields?.optional('mode') ?? 'AK').toLowerCase() !== 'ak';
  return hasMode || ['access_key_id', 'access_key_secret'].some((key) => fields?.optional(key));
}

function refuseMissingCurrent(config: CliConfig, current: string): void {
  if (config.names.includes(current)) return;
  const known = [{ shownPath: cliConfigPath, names: config.names }];
  throw createNotFoundError(current, texts.fieldOf('current', cliConfigPath), known);
}

/** The name stays the same for the whole run; the profile is read again for each load. */
function createCliSource(name: string, context: SourceContext): CredentialSource {
  const description = formatPlace(name, cliConfigPath);
  return {
    description,
    async load(signal) {
      const config = await readCliConfig(context);
      const profile = config?.find(name);
      if (config === undefined || profile === undefined) {
        throw raise('ProfileNotFound', { message: texts.profileGone(description) });
      }
      const { loadProfile } = await import('./profile-modes.ts');
      return await loadProfile({ profile, config, context, signal, dependents: [] });
    },
  };
}
