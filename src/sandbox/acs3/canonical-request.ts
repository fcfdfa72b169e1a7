import { createHash } from 'node:crypto';
import { headerValue, splitTarget, type ReceivedRequest } from '../http/received-request.ts';

/**
 * The canonical request, from the bytes that arrived: method, path, query, the signed headers,
 * their names and the digest of the body, joined by LF. Each character is one byte (latin1).
 */
export function formatCanonicalRequest(
  request: ReceivedRequest,
  signedHeaders: readonly string[],
): string {
  const { path, query } = splitTarget(request.target);
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name) ?? ''}\n`);
  return [
    request.method,
    path,
    formatCanonicalQuery(query ?? ''),
    headers.join(''),
    signedHeaders.join(';'),
    digestOf(request.body),
  ].join('\n');
}

/** Lower-case hex SHA-256. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Each name and value decoded and encoded again as RFC 3986 has it, sorted by name. */
function formatCanonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return `${recode(name)}=${recode(value)}`;
    })
    .sort()
    .join('&');
}

function recode(text: string): string {
  let decoded = text;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    // A broken escape is a text like any other: the signature will not match.
  }
  return encodeURIComponent(decoded).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
