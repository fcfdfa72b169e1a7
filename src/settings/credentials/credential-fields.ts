import { toPlainText } from '../../base/plain-text.ts';
import type { Localized, Text } from '../../base/ui-language.ts';
import type { Credentials } from '../../signing/credentials.ts';
import { raise } from './codes.ts';
import type { SourceContext } from './credential-source.ts';
import { texts } from './texts.ts';

/** Named values of one profile, answer or set of variables, checked as they are read. */
export interface CredentialFields {
  /** Text without blanks around it; undefined where there is none, or only blanks. */
  optional(name: string): string | undefined;
  required(name: string): string;
  /** A whole number, also where it is written as text; undefined where there is none, or 0. */
  wholeNumber(name: string): number | undefined;
  /** A key or token: learned by the redactor, and checked to fit into a header. */
  key(name: string): string;
}

export interface FieldsPlace {
  /** For messages: `profile "prod" of ~/.aliyun/config.json`. */
  readonly place: Text;
  /** What sets a field that is missing. */
  readonly hint?: Text | undefined;
}

type Reading = Pick<SourceContext, 'redactor' | 'onNote'>;

/** @throws SiemExportError from each reader; names place and field, never a value */
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

/** The names under which a source writes its keys. */
export interface CredentialNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** A key pair with its token, which is absent or required as `token` says. */
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

/** A name from outside, as it may stand in a message. */
export function quote(name: string): string {
  return `"${toPlainText(name)}"`;
}

function malformed(name: string, message: Localized) {
  return raise('CredentialsMalformed', { message, hint: texts.fieldHint(name) });
}
