/** The parameters of a Link's query, decoded. */
export type LinkParameters = ReadonlyMap<string, string>;

/** What is signed: one request for one object. */
export interface LinkRequest {
  readonly method: string;
  readonly bucket: string;
  /** Without a slash before it. */
  readonly objectKey: string;
  readonly host: string;
  /** The signature itself is left out by the scheme. */
  readonly parameters: LinkParameters;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
}

/** What a Link is given for. Epoch milliseconds. */
interface LinkGrant {
  readonly accessKeyId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** What a Link says of itself. */
export interface LinkClaims {
  readonly accessKeyId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly signature: string;
}

/** One of the ways in which OSS signs a URL. */
export interface LinkScheme {
  readonly signatureName: string;
  /** All parameters but the signature, in order. */
  createParameters(grant: LinkGrant): readonly (readonly [name: string, value: string])[];
  /** Undefined where a parameter is missing or malformed. */
  parseClaims(parameters: LinkParameters): LinkClaims | undefined;
  computeSignature(request: LinkRequest, accessKeySecret: string): string;
}

/** RFC 3986, as all schemes want it; slashes stay where `keepSlashes` says so. */
export function encodeUri(text: string, keepSlashes = false): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keepSlashes ? encoded.replaceAll('%2F', '/') : encoded;
}

/** `name=value` encoded, sorted, joined by `&`; without the signature. */
export function formatSortedQuery(parameters: LinkParameters, signatureName: string): string {
  return [...parameters]
    .filter(([name]) => name !== signatureName)
    .map(([name, value]) => [encodeUri(name), encodeUri(value)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}

/** The headers of a request that start with `prefix`, `name:value` LF each, sorted. */
export function formatPrefixedHeaders(
  headers: ReadonlyMap<string, string>,
  isSigned: (name: string) => boolean,
): string {
  return [...headers]
    .filter(([name]) => isSigned(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
}

/** Seconds as digits, as epoch milliseconds or a duration in milliseconds. */
export function parseSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) * 1000 : undefined;
}
