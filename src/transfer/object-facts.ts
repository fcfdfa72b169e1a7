import type { IncomingHttpHeaders } from 'node:http';
import { toPlainText } from '../base/plain-text.ts';

/** What the store says of the whole object, also beside a part of it. */
export interface ObjectFacts {
  /** Undefined where the answer does not say. */
  readonly totalBytes: number | undefined;
  /** `x-oss-hash-crc64ecma`: CRC-64/XZ, unsigned decimal. */
  readonly crc64: string | undefined;
  /** `content-md5`, base64; of the whole object, so only taken from an answer that holds it all. */
  readonly md5: string | undefined;
  /** A strong one: a weak one does not stand for the same bytes. */
  readonly etag: string | undefined;
  readonly requestId: string | undefined;
  readonly date: string | undefined;
  readonly lastModified: string | undefined;
  /** The store says that it serves parts. */
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

/** `content-length`, where it is a number. */
export function readContentLength(headers: IncomingHttpHeaders): number | undefined {
  const text = headers['content-length'];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Whether parts of an object can be told from parts of another one. */
export function hasIdentity({ etag, crc64 }: ObjectFacts): boolean {
  return etag !== undefined || crc64 !== undefined;
}

/** Whether two answers speak of the same bytes: nothing that both say may differ. */
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

/** With the digest that `others` say of the same object, where there was none. */
export function completeFacts(facts: ObjectFacts, others: ObjectFacts | undefined): ObjectFacts {
  return { ...facts, crc64: facts.crc64 ?? others?.crc64 };
}
