import { describe, expect, it } from 'vitest';
import { digest, formatCanonicalRequest } from '../../src/signing/canonical-request.ts';
import { createSignature } from '../../src/signing/signature.ts';
import { formatStringToSign } from '../../src/signing/string-to-sign.ts';
import { vectors, type SigningVector } from './vectors.ts';

function canonicalRequestOf({ url: text, headers, body }: SigningVector): string {
  const url = new URL(text);
  const all = { host: url.host, 'x-acs-content-sha256': digest(body), ...headers };
  return formatCanonicalRequest({ method: 'POST', url, headers: all, body });
}

describe('the signature', () => {
  it.each(vectors)('is that of vector $name', (vector) => {
    const stringToSign = formatStringToSign(canonicalRequestOf(vector));
    expect(createSignature(vector.secret, stringToSign)).toBe(vector.signature);
  });

  it('is made over the documented digest of the canonical request', () => {
    const [documented] = vectors;
    if (documented === undefined) throw new Error('no vectors');
    expect(formatStringToSign(canonicalRequestOf(documented))).toBe(
      'ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
  });
});
