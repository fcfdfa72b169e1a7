import type { Environment } from '../base/context.ts';
import { isDigits } from '../base/digits.ts';
import { UsageError } from '../base/errors.ts';

/** What each request is made of, besides the id. */
export interface RequestSettings {
  /** The data region. */
  readonly region: string;
  readonly lang: 'zh' | 'en' | undefined;
  /** Digits. */
  readonly roleFor: string | undefined;
  readonly profile: string | undefined;
  /** A host or a URL, as written. */
  readonly endpoint: string | undefined;
  readonly vpc: boolean;
}

/** Flags as they were written; what was not written is absent. */
export interface WrittenSettings {
  readonly region?: string | undefined;
  readonly lang?: string | undefined;
  readonly roleFor?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly vpc?: boolean | undefined;
}

/** A value, and what to call the place that it was written in. */
interface Written {
  readonly text: string;
  readonly place: string;
}

/**
 * Each setting from its flag, else from its variable, else its default. An empty variable counts as unset.
 * @param regions the data regions that there are, the default one first
 * @throws UsageError naming flag or variable, the value and what is allowed
 */
export function resolveRequestSettings(
  flags: WrittenSettings,
  env: Environment,
  regions: readonly string[],
): RequestSettings {
  const find = (flag: string, value: string | undefined, variable: string): Written | undefined => {
    if (value !== undefined) return { text: value, place: flag };
    const text = env[variable] || undefined;
    return text === undefined ? undefined : { text, place: variable };
  };
  const region = find('--region', flags.region, 'SIEM_EXPORT_REGION');
  const lang = find('--lang', flags.lang, 'SIEM_EXPORT_LANG');
  const roleFor = find('--role-for', flags.roleFor, 'SIEM_EXPORT_ROLE_FOR');
  const vpc = find('--vpc', flags.vpc ? 'true' : undefined, 'SIEM_EXPORT_VPC');
  return {
    region: region === undefined ? (regions[0] ?? '') : oneOf(region, regions),
    lang: lang === undefined ? undefined : oneOf(lang, ['zh', 'en'] as const),
    roleFor: roleFor === undefined ? undefined : digits(roleFor),
    // ALIBABA_CLOUD_PROFILE comes after the keys of the environment: it is the credentials' business.
    profile: flags.profile === undefined ? undefined : notEmpty('--profile', flags.profile),
    endpoint: find('--endpoint', flags.endpoint, 'SIEM_EXPORT_ENDPOINT')?.text,
    vpc: vpc !== undefined && yesOrNo(vpc),
  };
}

function oneOf<T extends string>({ text, place }: Written, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  const names = allowed.join(' and ');
  throw new UsageError(`${place}: ${JSON.stringify(text)} is not allowed; allowed are ${names}`);
}

function digits({ text, place }: Written): string {
  if (isDigits(text)) return text;
  throw new UsageError(
    `${place}: ${JSON.stringify(text)} is not an account; allowed is its UID, a positive 64-bit integer`,
  );
}

function yesOrNo({ text, place }: Written): boolean {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true;
  if (/^(?:0|false|no|off)$/i.test(text)) return false;
  throw new UsageError(
    `${place}: ${JSON.stringify(text)} is not allowed; allowed are true and false`,
  );
}

function notEmpty(place: string, text: string): string {
  if (text !== '') return text;
  throw new UsageError(`${place}: a name is needed`);
}
