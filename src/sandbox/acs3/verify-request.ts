import { timingSafeEqual } from 'node:crypto';
import { headerValue, headerValues, type ReceivedRequest } from '../http/received-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { SandboxKey } from '../keys.ts';
import { incomplete, parseAuthorization } from './authorization.ts';
import { digestOf, formatCanonicalRequest } from './canonical-request.ts';
import type { NonceMemory } from './nonce-memory.ts';
import { computeSignature } from './signature.ts';
import { verifyKey } from './verify-key.ts';

export interface VerifyOptions {
  /** Epoch milliseconds on the server's clock. */
  readonly now: number;
  readonly keys: readonly SandboxKey[];
  readonly nonces: NonceMemory;
}

/** The server's clock and the request's date may differ by that much. */
const clockWindowMs = 15 * 60_000;
const dateShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const mandatory = [
  'host',
  'x-acs-action',
  'x-acs-version',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-content-sha256',
  'authorization',
];

/**
 * Whether the request is what the owner of a known key signed, in the order in which the service's
 * gateway looks: headers, date, key, what is signed, signature, nonce.
 * @throws Refusal with the code of the first thing that is wrong
 */
export function verifyRequest(request: ReceivedRequest, options: VerifyOptions): void {
  validateHeaders(request);
  const authorization = parseAuthorization(headerValue(request, 'authorization') ?? '');
  validateDate(headerValue(request, 'x-acs-date') ?? '', options.now);
  const key = verifyKey(request, authorization.accessKeyId, options.keys);
  validateSignedHeaders(request, authorization.signedHeaders);
  validateSignature(request, authorization, key);
  const nonce = headerValue(request, 'x-acs-signature-nonce') ?? '';
  if (!options.nonces.use(key.accessKeyId, nonce, options.now)) {
    throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
}

function validateHeaders(request: ReceivedRequest): void {
  for (const name of mandatory) {
    const values = headerValues(request, name);
    if (values.length > 1) throw incomplete(`The header ${name} is there more than once.`);
    if (values[0] === undefined || values[0] === '') {
      throw new Refusal(
        400,
        'MissingParameter',
        `The header ${name} that is mandatory for processing this request is not supplied.`,
      );
    }
  }
}

function validateDate(text: string, now: number): void {
  const date = dateShape.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) {
    throw new Refusal(
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    );
  }
  if (Math.abs(now - date) > clockWindowMs) {
    throw new Refusal(
      400,
      'InvalidTimeStamp.Expired',
      'Specified time stamp or date value is expired.',
    );
  }
}

/** `host`, `content-type` and every `x-acs-*` that is sent must be signed, and nothing that is not there. */
function validateSignedHeaders(request: ReceivedRequest, signedHeaders: readonly string[]): void {
  const sent = request.headers.map(([name]) => name.toLowerCase());
  for (const name of sent) {
    const mustBeSigned = name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
    if (mustBeSigned && !signedHeaders.includes(name)) {
      throw incomplete(`The header ${name} is sent, but is not one of SignedHeaders.`);
    }
  }
  for (const name of signedHeaders) {
    const count = sent.filter((other) => other === name).length;
    if (count !== 1) throw incomplete(`The signed header ${name} is there ${count} times.`);
  }
}

function validateSignature(
  request: ReceivedRequest,
  authorization: { signature: string; signedHeaders: readonly string[] },
  key: SandboxKey,
): void {
  const canonicalRequest = formatCanonicalRequest(request, authorization.signedHeaders);
  const expected = computeSignature(canonicalRequest, key.accessKeySecret);
  const announced = headerValue(request, 'x-acs-content-sha256');
  const matches =
    timingSafeEqual(Buffer.from(authorization.signature), Buffer.from(expected.signature)) &&
    announced === digestOf(request.body);
  if (matches) return;
  throw new Refusal(
    400,
    'SignatureDoesNotMatch',
    'Specified signature does not match our calculation. ' +
      `Server string to sign is [${expected.stringToSign}], ` +
      `server canonical request is [${canonicalRequest}].`,
  );
}
