import type { Environment } from '../base/context.ts';
import type { Text } from '../base/ui-language.ts';
import type { NetworkLimits } from '../network/http-client.ts';
import { settingRules, type SettingKey, type Written } from './setting-rules.ts';
import { texts } from './texts.ts';

/** Flags as written on the command line. */
export interface WrittenSettings {
  readonly region?: string | undefined;
  readonly lang?: string | undefined;
  readonly roleFor?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly vpc?: boolean | undefined;
  readonly retries?: string | undefined;
  readonly connectTimeout?: string | undefined;
  readonly requestTimeout?: string | undefined;
  readonly timeout?: string | undefined;
}

export interface SettingSources {
  readonly flags: WrittenSettings;
  /** The name of a flag in messages. Default: `--role-for`, and so on. */
  readonly nameFlag?: ((key: SettingKey) => Text) | undefined;
  /** An empty variable counts as unset. */
  readonly env: Environment;
  /** The saved settings. */
  readonly saved?: { readonly path: string; readonly values: SavedValues } | undefined;
  /** The data regions, the default one first. */
  readonly regions: readonly string[];
}

export type SavedValues = Readonly<Partial<Record<SettingKey, string>>>;

/** What each request needs besides the id. */
export interface RequestSettings {
  /** The data region. */
  readonly region: string;
  readonly lang: 'zh' | 'en' | undefined;
  /** Digits. */
  readonly roleFor: string | undefined;
  /** Undefined: the one that the credential chain finds. */
  readonly profile: string | undefined;
  /** A host or a URL, as written. */
  readonly endpoint: string | undefined;
  readonly vpc: boolean;
  readonly limits: NetworkLimits;
  /** For the whole of waiting, or a command that only asks. Infinity: no limit; undefined: the default. */
  readonly timeoutMs: number | undefined;
}

export type Origin = 'flag' | 'variable' | 'file' | 'default';

export interface ResolvedSettings {
  readonly values: RequestSettings;
  readonly origins: Readonly<Record<SettingKey, Origin>>;
  /** The source of each value, as shown in messages; undefined for a default. */
  readonly places: Readonly<Partial<Record<SettingKey, Text>>>;
  /** The flag overrides the access key of the environment, which overrides a saved profile. */
  readonly profiles: {
    readonly profile: string | undefined;
    readonly savedProfile: string | undefined;
  };
}

export interface Found extends Written {
  readonly origin: Origin;
}

/**
 * Flags override environment variables, which override saved settings, which override defaults.
 * @throws UsageError that names the flag, the variable, or key and file, the value and what is allowed
 */
export function resolveRequestSettings(sources: SettingSources): ResolvedSettings {
  const origins: Partial<Record<SettingKey, Origin>> = {};
  const places: Partial<Record<SettingKey, Text>> = {};
  const resolve = <T>(key: SettingKey, parse: Parse<T>): T | undefined => {
    const found = findSetting(key, sources);
    origins[key] = found?.origin ?? 'default';
    if (found === undefined) return undefined;
    places[key] = found.place;
    return parse(found, sources.regions);
  };
  const { region, lang, roleFor, profile, endpoint, vpc, timeout } = settingRules;
  const { retries, connectTimeout, requestTimeout } = settingRules;
  const values: RequestSettings = {
    region: resolve('region', region.parse) ?? sources.regions[0] ?? '',
    lang: resolve('lang', lang.parse),
    roleFor: resolve('roleFor', roleFor.parse),
    profile: resolve('profile', profile.parse),
    endpoint: resolve('endpoint', endpoint.parse),
    vpc: resolve('vpc', vpc.parse) ?? false,
    limits: {
      retries: resolve('retries', retries.parse),
      connectTimeoutMs: resolve('connectTimeout', connectTimeout.parse),
      requestTimeoutMs: resolve('requestTimeout', requestTimeout.parse),
    },
    timeoutMs: resolve('timeout', timeout.parse),
  };
  const profiles = {
    profile: origins.profile === 'flag' ? values.profile : undefined,
    savedProfile: origins.profile === 'file' ? values.profile : undefined,
  };
  return { values, origins: origins as ResolvedSettings['origins'], places, profiles };
}

type Parse<T> = (written: Written, regions: readonly string[]) => T;

/** The value that is in force, not validated yet. */
export function findSetting(
  key: SettingKey,
  { flags, nameFlag, env, saved }: SettingSources,
): Found | undefined {
  const { flag, variables } = settingRules[key];
  const written = flags[key];
  if (written !== undefined) {
    return { text: String(written), place: nameFlag?.(key) ?? flag, origin: 'flag' };
  }
  for (const place of variables) {
    const value = env[place];
    if (value !== undefined && value !== '') return { text: value, place, origin: 'variable' };
  }
  const value = saved?.values[key];
  if (saved === undefined || value === undefined) return undefined;
  return { text: value, place: formatSavedPlace(key, saved.path), origin: 'file' };
}

/** `region of FILE` */
export function formatSavedPlace(key: SettingKey, path: string): Text {
  return texts.savedPlace(key, path);
}
