/** Replaces a secret. */
export const mask = '***';

/** Parameters and headers whose values are bearer secrets, wherever they appear in a text. */
const secretNames = [
  'signature',
  'security-token',
  'securitytoken',
  'x-acs-security-token',
  'x-oss-security-token',
  'x-oss-signature',
  'x-amz-signature',
  'x-amz-security-token',
  'x-oss-credential',
  'x-amz-credential',
  'ossaccesskeyid',
  'accesskeysecret',
  'access_key_secret',
  'sts_token',
  'authorization',
  'proxy-authorization',
];
const named = new RegExp(
  `((?:${secretNames.join('|')})"?\\s*[=:]\\s*"?)(?:ACS3-HMAC-SHA256 [^\\n"]*|(?:Basic|Bearer) [^\\s"]+|[^\\s"&,;<>]+)`,
  'gi',
);
const userInfo = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@?#]+@/gi;
const urlQuery = /(\bhttps?:\/\/[^\s"'<>?#]+)\?[^\s"'<>]+/gi;

/** Removes secrets from texts that come from outside: by their value where it is known, by their name elsewhere. */
export interface Redactor {
  /** Values that must not be printed from now on; those shorter than four characters are passed over. */
  addSecret(...values: readonly (string | undefined)[]): void;
  redact(text: string): string;
  /** By their value alone: a URL keeps its query. */
  redactValues(text: string): string;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const redactValues = (text: string): string => {
    let result = text;
    for (const secret of secrets) result = result.replaceAll(secret, mask);
    return result;
  };
  return {
    redactValues,
    addSecret(...values) {
      for (const value of values) {
        if (value === undefined || value.length < 4) continue;
        secrets.add(value);
        secrets.add(encodeURIComponent(value));
      }
    },
    redact(text) {
      return redactByName(redactValues(text));
    },
  };
}

/** Masks URL queries, user names and passwords in URLs, and the values of fields whose name says secret. */
export function redactByName(text: string): string {
  return text
    .replace(userInfo, `$1${mask}@`)
    .replace(urlQuery, `$1?${mask}`)
    .replace(named, `$1${mask}`);
}

/** A Link as it may be shown: without its query, which is a bearer secret. */
export function redactLink(link: string): string {
  const end = link.search(/[?#]/);
  return end < 0 ? link : `${link.slice(0, end)}?${mask}`;
}
