import { createHmac } from 'node:crypto';
import { algorithm } from './authorization.ts';
import { digestOf } from './canonical-request.ts';

export interface ExpectedSignature {
  readonly stringToSign: string;
  /** Lower-case hex HMAC-SHA256. */
  readonly signature: string;
}

/** What the signature of a canonical request has to be. */
export function computeSignature(
  canonicalRequest: string,
  accessKeySecret: string,
): ExpectedSignature {
  const stringToSign = `${algorithm}\n${digestOf(Buffer.from(canonicalRequest, 'latin1'))}`;
  const signature = createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
  return { stringToSign, signature };
}
