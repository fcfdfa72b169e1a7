import { createHmac } from 'node:crypto';

/** Step 3: lower-case hex HMAC-SHA256 of the string to sign, with the secret itself as the key. */
export function createSignature(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign, 'utf8').digest('hex');
}
