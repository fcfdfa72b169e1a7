import { toPlainText } from '../base/plain-text.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import type { Credentials } from '../signing/credentials.ts';
import { raise } from './codes.ts';
import type { SourceContext } from './credential-source.ts';
import { texts } from './texts.ts';

/** Named values of a profile, a response or the environment, validated as they are read. */
export interface CredentialFields {
  /** Trimmed text; undefined if it is missing or blank. */
  optional(name: string): string | undefined;
  required(name: string): string;
  /** A whole number, also one written as text; undefined if it is missing or 0. */
  wholeNumber(name: string): number | undefined;
  /** A secret or an id: added to the redactor, and valid in a header. */
  key(name: string): string;
}

export interface FieldsPlace {
  /** As shown in messages: `profile "prod" of ~/.aliyun/config.json`. */
  readonly place: Text;
  /** How to set a missing field. */
  readonly hint?: Text | undefined;
}

type Reading = Pick<SourceContext, 'redactor' | 'onNote'>;

/** @throws SiemExportError from each reader; it names place and field, never a value */
export function readFields(
  values: object,
  { place, hint }: FieldsPlace,
  { redactor, onNote }: Reading,
): CredentialFields {
  const named = new Map<string, unknown>(Object.entries(values));
  const read = (name: string): string | undefined => {
    const value = named.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw malformed(name, texts.fieldNotText(place, name));
    return value.trim() || undefined;
  };
  const required = (name: string): string => {
    const value = read(name);
    if (value !== undefined) return value;
    throw raise('CredentialsIncomplete', { message: texts.fieldMissing(place, name), hint });
  };
  return {
    optional: read,
    required,
    wholeNumber(name) {
      const value = named.get(name);
      if (value === undefined || value === null || value === '') return undefined;
      const number = Number(value);
      if (Number.isSafeInteger(number) && number >= 0) return number || undefined;
      throw malformed(name, texts.fieldNotNumber(place, name));
    },
    key(name) {
      const value = required(name);
      redactor.addSecret(value);
      if (value !== named.get(name)) onNote({ code: 'blanks-removed', place, field: name });
      if (/^[\x21-\x7e]+$/.test(value)) return value;
      throw malformed(name, texts.fieldNotKey(place, name));
    },
  };
}

/** The names of the three values in a source. */
export interface CredentialNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** An access key and, as `token` says, its security token. */
export function readCredentials(
  fields: CredentialFields,
  names: CredentialNames,
  token: 'required' | 'optional' | 'ignored',
): Credentials {
  const accessKeyId = fields.key(names.id);
  const accessKeySecret = fields.key(names.secret);
  if (token === 'ignored') return { accessKeyId, accessKeySecret };
  if (token === 'optional' && fields.optional(names.token) === undefined) {
    return { accessKeyId, accessKeySecret };
  }
  return { accessKeyId, accessKeySecret, securityToken: fields.key(names.token) };
}

/** A name from outside, safe to show. */
export function quote(name: string): string {
  return `"${toPlainText(name)}"`;
}

function malformed(name: string, message: Localized) {
  return raise('CredentialsMalformed', { message, hint: texts.fieldHint(name) });
}
