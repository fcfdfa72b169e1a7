import { parseDuration } from '../base/durations.ts';
import { isDigits } from '../base/digits.ts';
import { UsageError } from '../base/errors.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import { texts } from './texts.ts';

/** A value as written, and where: `--region`, or `region of FILE`. */
export interface Written {
  readonly text: string;
  readonly place: Text;
}

interface SettingRule<T> {
  readonly flag: string;
  /** The first one that is set is used. */
  readonly variables: readonly string[];
  /**
   * @param regions the data regions
   * @throws UsageError that names place, value and what is allowed
   */
  readonly parse: (written: Written, regions: readonly string[]) => T;
}

/** The settings, by the key under which they are saved. */
export const settingRules = {
  region: rule('--region', ['SIEM_EXPORT_REGION'], parseOneOf<string>),
  lang: rule('--lang', ['SIEM_EXPORT_LANG'], (written) => parseOneOf(written, languages)),
  roleFor: rule('--role-for', ['SIEM_EXPORT_ROLE_FOR'], parseAccount),
  profile: rule(
    '--profile',
    ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'],
    parseText,
  ),
  /** A host or a URL; the API's client validates it. */
  endpoint: rule('--endpoint', ['SIEM_EXPORT_ENDPOINT'], parseText),
  vpc: rule('--vpc', ['SIEM_EXPORT_VPC'], parseSwitch),
  retries: rule('--retries', ['SIEM_EXPORT_RETRIES'], parseRetries),
  connectTimeout: rule('--connect-timeout', ['SIEM_EXPORT_CONNECT_TIMEOUT'], parsePositiveDuration),
  requestTimeout: rule('--request-timeout', ['SIEM_EXPORT_REQUEST_TIMEOUT'], parsePositiveDuration),
  /** Infinity: no limit. */
  timeout: rule('--timeout', ['SIEM_EXPORT_TIMEOUT'], parseTimeout),
};

export type SettingKey = keyof typeof settingRules;

export const settingKeys = Object.keys(settingRules) as readonly SettingKey[];

const languages = ['zh', 'en'] as const;

function rule<T>(
  flag: string,
  variables: readonly string[],
  parse: SettingRule<T>['parse'],
): SettingRule<T> {
  return { flag, variables, parse };
}

function parseOneOf<T extends string>({ text, place }: Written, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  throw refuseSetting({ text, place }, texts.oneOf(allowed));
}

function parseAccount(written: Written): string {
  if (isDigits(written.text)) return written.text;
  throw new UsageError(texts.notAnAccount(written.place, JSON.stringify(written.text)));
}

function parseSwitch(written: Written): boolean {
  if (/^(?:1|true|yes|on)$/i.test(written.text)) return true;
  if (/^(?:0|false|no|off)$/i.test(written.text)) return false;
  throw refuseSetting(written, texts.switchAllowed);
}

function parseRetries(written: Written): number {
  if (/^\d{1,3}$/.test(written.text)) return Number(written.text);
  throw refuseSetting(written, texts.retriesAllowed);
}

function parsePositiveDuration({ text, place }: Written): number {
  const ms = parseDuration(place, text);
  if (ms > 0) return ms;
  throw refuseSetting({ text, place }, texts.positiveDuration);
}

function parseTimeout({ text, place }: Written): number {
  return text === 'none' ? Infinity : parseDuration(place, text);
}

function parseText(written: Written): string {
  if (/^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(written.text)) return written.text;
  throw refuseSetting(written, texts.textAllowed);
}

function refuseSetting({ text, place }: Written, allowed: Localized): UsageError {
  return new UsageError(texts.notAllowed(place, JSON.stringify(text), allowed));
}
