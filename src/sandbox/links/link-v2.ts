import { createHmac } from 'node:crypto';
import {
  encodeUri,
  formatPrefixedHeaders,
  formatSortedQuery,
  parseSeconds,
  type LinkScheme,
} from './link-scheme.ts';

const signatureName = 'x-oss-signature';

/** `x-oss-signature-version=OSS2`: HMAC-SHA256, base64; `x-oss-expires` is a moment, in seconds. */
export const linkV2: LinkScheme = {
  signatureName,
  createParameters: ({ accessKeyId, expiresAt }) => [
    ['x-oss-signature-version', 'OSS2'],
    ['x-oss-expires', String(Math.floor(expiresAt / 1000))],
    ['x-oss-access-key-id', accessKeyId],
  ],
  parseClaims(parameters) {
    const accessKeyId = parameters.get('x-oss-access-key-id');
    const expiresAt = parseSeconds(parameters.get('x-oss-expires'));
    const signature = parameters.get(signatureName);
    return accessKeyId === undefined || expiresAt === undefined || signature === undefined
      ? undefined
      : { accessKeyId, expiresAt, signature };
  },
  computeSignature({ method, bucket, objectKey, parameters, headers }, accessKeySecret) {
    const stringToSign = [
      method,
      headers.get('content-md5') ?? '',
      headers.get('content-type') ?? '',
      parameters.get('x-oss-expires') ?? '',
      // After the headers come the names of additional ones: there are none.
      formatPrefixedHeaders(headers, (name) => name.startsWith('x-oss-')),
      `${encodeUri(`/${bucket}/${objectKey}`)}?${formatSortedQuery(parameters, signatureName)}`,
    ].join('\n');
    return createHmac('sha256', accessKeySecret).update(stringToSign).digest('base64');
  },
};
