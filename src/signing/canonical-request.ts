import { createHash } from 'node:crypto';
import { percentEncode } from './percent-encode.ts';

export interface RequestToSign {
  readonly method: string;
  /** Path and query are signed; the host is a header. */
  readonly url: URL;
  /** Names in lower case. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The names of the signed headers, sorted and joined by `;`. */
export function formatSignedHeaders({ headers }: Pick<RequestToSign, 'headers'>): string {
  return Object.keys(headers).sort().join(';');
}

/** Step 1 of ACS3-HMAC-SHA256: method, path, query, headers, their names, and the body's digest. */
export function formatCanonicalRequest(request: RequestToSign): string {
  const headers = Object.entries(request.headers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`);
  return [
    request.method,
    request.url.pathname,
    formatCanonicalQuery(request.url),
    headers.join(''),
    formatSignedHeaders(request),
    digest(request.body),
  ].join('\n');
}

function formatCanonicalQuery({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Lower-case hex SHA-256 of the UTF-8 bytes; for a body, the value of `x-acs-content-sha256`. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
