import type { IncomingHttpHeaders } from 'node:http';
import { toPlainText } from '../../base/plain-text.ts';

/** What a response states about the whole object, even if it holds only a part. */
export interface ObjectFacts {
  /** Undefined if the response does not state it. */
  readonly totalBytes: number | undefined;
  /** `x-oss-hash-crc64ecma`: CRC-64/XZ, unsigned decimal. */
  readonly crc64: string | undefined;
  /** `content-md5`, base64. Ignored in a response that holds a part: it may be the part's. */
  readonly md5: string | undefined;
  /** Strong ETags only: a weak one does not identify bytes. */
  readonly etag: string | undefined;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
  readonly lastModified: string | undefined;
  /** The store supports range requests. */
  readonly acceptsRanges: boolean;
}

export function readObjectFacts(
  headers: IncomingHttpHeaders,
  totalBytes: number | undefined,
): ObjectFacts {
  const crc64 = textOf(headers['x-oss-hash-crc64ecma']);
  const etag = textOf(headers.etag);
  return {
    totalBytes,
    crc64: crc64 !== undefined && /^\d{1,20}$/.test(crc64) ? BigInt(crc64).toString() : undefined,
    md5: headers['content-range'] === undefined ? textOf(headers['content-md5']) : undefined,
    etag: etag?.startsWith('W/') === true ? undefined : etag,
    requestId: textOf(headers['x-oss-request-id']),
    date: textOf(headers.date),
    lastModified: textOf(headers['last-modified']),
    acceptsRanges: headers['accept-ranges'] === 'bytes',
  };
}

/** `content-length` if it is a number. */
export function readContentLength(headers: IncomingHttpHeaders): number | undefined {
  const text = headers['content-length'];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Whether parts of this object can be distinguished from those of another one. */
export function hasIdentity({ etag, crc64 }: ObjectFacts): boolean {
  return etag !== undefined || crc64 !== undefined;
}

/** Whether two responses are about the same bytes: ETag or digest agree, and nothing differs. */
export function isSameObject(a: ObjectFacts, b: ObjectFacts): boolean {
  const agrees = (name: 'totalBytes' | 'crc64' | 'etag'): boolean =>
    a[name] === undefined || b[name] === undefined || a[name] === b[name];
  const share = (name: 'crc64' | 'etag'): boolean => a[name] !== undefined && a[name] === b[name];
  return (
    agrees('totalBytes') && agrees('crc64') && agrees('etag') && (share('etag') || share('crc64'))
  );
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? toPlainText(value) : undefined;
}

/** Adds the digest from another response about the same object. */
export function completeFacts(facts: ObjectFacts, others: ObjectFacts | undefined): ObjectFacts {
  return { ...facts, crc64: facts.crc64 ?? others?.crc64 };
}

/** `end` is exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ContentRange {
  /** Undefined if the range was not satisfiable: the header has an asterisk instead. */
  readonly range: ByteRange | undefined;
  /** The size of the whole object; undefined if the store does not state it. */
  readonly totalBytes: number | undefined;
}

/** `Content-Range` (RFC 9110, 14.4); undefined if it is invalid. */
export function parseContentRange(text: string | undefined): ContentRange | undefined {
  const match = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/.exec(text?.trim() ?? '');
  if (match === null) return undefined;
  const [, first, last, total] = match;
  const totalBytes = total === '*' ? undefined : Number(total);
  if (first === undefined || last === undefined) return { range: undefined, totalBytes };
  const range = { start: Number(first), end: Number(last) + 1 };
  const isSound = range.start < range.end && range.end <= (totalBytes ?? Infinity);
  return isSound ? { range, totalBytes } : undefined;
}
