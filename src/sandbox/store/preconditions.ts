import { headerValue, type ReceivedRequest } from '../http/received-request.ts';
import type { ObjectContent } from './object-content.ts';

/** What conditional headers make of a request. */
export type Precondition =
  | { readonly kind: 'met' }
  | { readonly kind: 'not-modified' }
  | { readonly kind: 'failed'; readonly header: string };

/** If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since; If-Range is not heard. */
export function checkPreconditions(
  request: ReceivedRequest,
  { etag }: Pick<ObjectContent, 'etag'>,
  modifiedAt: number,
): Precondition {
  const modifiedSecond = Math.floor(modifiedAt / 1000) * 1000;
  const match = headerValue(request, 'if-match');
  if (match !== undefined && !names(match, etag)) return { kind: 'failed', header: 'If-Match' };
  const unmodifiedSince = parseDate(headerValue(request, 'if-unmodified-since'));
  if (unmodifiedSince !== undefined && modifiedSecond > unmodifiedSince) {
    return { kind: 'failed', header: 'If-Unmodified-Since' };
  }
  const noneMatch = headerValue(request, 'if-none-match');
  if (noneMatch !== undefined) {
    return names(noneMatch, etag) ? { kind: 'not-modified' } : { kind: 'met' };
  }
  const modifiedSince = parseDate(headerValue(request, 'if-modified-since'));
  const isUnmodified = modifiedSince !== undefined && modifiedSecond <= modifiedSince;
  return isUnmodified ? { kind: 'not-modified' } : { kind: 'met' };
}

/** OSS takes an ETag with or without its quotes. */
function names(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((part) => part.trim())
    .some((part) => part === '*' || part === etag || `"${part}"` === etag);
}

function parseDate(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : at;
}
