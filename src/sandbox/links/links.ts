import { timingSafeEqual } from 'node:crypto';
import type { LinkForm } from '../scenario-types.ts';
import { createStoreKey, parseStoreKeyId } from './store-keys.ts';
import {
  encodeUri,
  type LinkParameters,
  type LinkRequest,
  type LinkScheme,
} from './link-scheme.ts';
import { linkV1 } from './link-v1.ts';
import { linkV2 } from './link-v2.ts';
import { linkS3, linkV4 } from './link-v4.ts';

const schemes: Readonly<Record<Exclude<LinkForm, 'unsigned'>, LinkScheme>> = {
  v1: linkV1,
  v2: linkV2,
  v4: linkV4,
  s3: linkS3,
};

/** The bucket that export files are in, as in the documented example. */
const bucket = 'cloud-siem-user-dataset';

export interface LinkOptions {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly objectKey: string;
  readonly form: LinkForm;
  /** Which of the store's key pairs signs. */
  readonly generation: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly ttlMs: number;
}

/** A Link for a GET of an object. OSS signs the method too: a HEAD of a signed Link is refused. */
export function createLink(options: LinkOptions): string {
  const { origin, objectKey, form, now } = options;
  const url = `${origin}/${encodeUri(objectKey, true)}`;
  if (form === 'unsigned') return url;
  const scheme = schemes[form];
  const { accessKeyId, accessKeySecret } = createStoreKey(options.generation);
  const grant = { accessKeyId, issuedAt: now, expiresAt: now + options.ttlMs };
  const parameters = new Map(scheme.createParameters(grant));
  const request: LinkRequest = {
    method: 'GET',
    bucket,
    objectKey,
    host: new URL(origin).host,
    parameters,
    headers: new Map(),
  };
  parameters.set(scheme.signatureName, scheme.computeSignature(request, accessKeySecret));
  const query = [...parameters].map(([name, value]) => `${name}=${encodeUri(value)}`);
  return `${url}?${query.join('&')}`;
}

/** What is to be said of a request to the store. */
export type LinkVerdict =
  | { readonly kind: 'valid' }
  /** There is no signature at all. */
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'mismatch'; readonly accessKeyId: string; readonly signature: string }
  /** Epoch milliseconds. */
  | { readonly kind: 'expired'; readonly expiresAt: number };

/** Whether the request's query was signed for exactly this request, by a key that is still good. */
export function verifyLink(
  received: Omit<LinkRequest, 'bucket'>,
  { now, generation }: { readonly now: number; readonly generation: number },
): LinkVerdict {
  const request = { ...received, bucket };
  const scheme = findScheme(request.parameters);
  if (scheme === undefined) return { kind: 'unsigned' };
  const claims = scheme.parseClaims(request.parameters);
  if (claims === undefined) return { kind: 'mismatch', accessKeyId: '', signature: '' };
  const signedIn = parseStoreKeyId(claims.accessKeyId) ?? Number.NaN;
  const { accessKeySecret } = createStoreKey(signedIn);
  const expected = scheme.computeSignature(request, accessKeySecret);
  if (Number.isNaN(signedIn) || !isEqual(expected, claims.signature)) {
    return { kind: 'mismatch', ...claims };
  }
  if (signedIn < generation) {
    return { kind: 'expired', expiresAt: Math.min(claims.expiresAt, now - 1000) };
  }
  return now >= claims.expiresAt
    ? { kind: 'expired', expiresAt: claims.expiresAt }
    : { kind: 'valid' };
}

function findScheme(parameters: LinkParameters): LinkScheme | undefined {
  const version = parameters.get('x-oss-signature-version');
  if (version === 'OSS2') return linkV2;
  if (version !== undefined || parameters.has('x-oss-signature')) return linkV4;
  if (parameters.has('X-Amz-Algorithm') || parameters.has('X-Amz-Signature')) return linkS3;
  return parameters.has('Signature') || parameters.has('OSSAccessKeyId') ? linkV1 : undefined;
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
