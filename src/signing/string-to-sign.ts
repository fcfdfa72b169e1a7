import { digest } from './canonical-request.ts';

export const algorithm = 'ACS3-HMAC-SHA256';

/** Step 2: the algorithm's name and the digest of the canonical request. */
export function formatStringToSign(canonicalRequest: string): string {
  return `${algorithm}\n${digest(canonicalRequest)}`;
}
