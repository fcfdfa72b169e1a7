import { createHash } from 'node:crypto';
import { OpenApiUtil } from '@alicloud/openapi-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAuthorization } from '../../src/signing/authorization.ts';
import {
  formatCanonicalRequest,
  formatSignedHeaders,
} from '../../src/signing/canonical-request.ts';
import { createSignature } from '../../src/signing/signature.ts';
import { signRequest } from '../../src/signing/sign-request.ts';
import { formatStringToSign } from '../../src/signing/string-to-sign.ts';

type VendorRequest = Parameters<typeof OpenApiUtil.getAuthorization>[0];

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What the vendor's signer makes of the same request. */
function vendorAuthorization({ headers, query = {}, body, ...keys }: Signed): string {
  const request = { method: 'POST', pathname: '/', query, headers } as unknown as VendorRequest;
  const payload = createHash('sha256').update(body).digest('hex');
  const { accessKeyId, accessKeySecret } = keys;
  return OpenApiUtil.getAuthorization(
    request,
    'ACS3-HMAC-SHA256',
    payload,
    accessKeyId,
    accessKeySecret,
  );
}

/** Characters that are allowed in a header. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })
  .filter((text) => text.trim() !== '');
const anyText = fc.string({ unit: 'grapheme' });
const host = fc.tuple(fc.domain(), fc.integer({ min: 1, max: 65535 }));

describe('the signer', () => {
  it('agrees with the vendor on any request of the API', () => {
    const request = fc.record({
      host,
      action: fc.constantFrom('GetExportTask', 'CreateExportTask'),
      body: anyText,
      date: fc.integer({ min: 0, max: 4e12 }),
      nonce: headerText,
      accessKeyId: headerText,
      accessKeySecret: fc.string({ minLength: 1 }),
      securityToken: fc.option(headerText, { nil: undefined }),
    });
    fc.assert(
      fc.property(request, ({ host: [name, port], accessKeyId, accessKeySecret, ...given }) => {
        const { authorization, ...headers } = signRequest({
          ...given,
          method: 'POST',
          url: new URL(`https://${name}:${port}/`),
          version: '2024-12-12',
          contentType: 'application/x-www-form-urlencoded',
          credentials: { accessKeyId, accessKeySecret, securityToken: given.securityToken },
        });
        const keys = { accessKeyId, accessKeySecret };
        expect(authorization).toBe(vendorAuthorization({ headers, body: given.body, ...keys }));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the vendor on any query', () => {
    // The vendor does not encode the names of parameters; those of its products need no encoding.
    const query = fc.dictionary(fc.stringMatching(/^[\w.-]+$/), anyText);
    fc.assert(
      fc.property(query, (parameters) => {
        const url = new URL('https://host.example/');
        for (const [name, value] of Object.entries(parameters)) {
          url.searchParams.append(name, value);
        }
        const request = { method: 'POST', url, headers: { host: url.host }, body: '' };
        const keys = { accessKeyId: 'key', accessKeySecret: 'secret' };
        const ours = formatAuthorization({
          accessKeyId: keys.accessKeyId,
          signedHeaders: formatSignedHeaders(request),
          signature: createSignature(
            keys.accessKeySecret,
            formatStringToSign(formatCanonicalRequest(request)),
          ),
        });
        expect(ours).toBe(vendorAuthorization({ ...request, ...keys, query: parameters }));
      }),
      { numRuns: 300 },
    );
  });
});
