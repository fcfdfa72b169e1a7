import { createHmac } from 'node:crypto';
import { formatPrefixedHeaders, parseSeconds, type LinkScheme } from './link-scheme.ts';

/** The parameters that V1 signs besides the four of its own; there are more, for other operations. */
const signedParameters = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-type',
  'response-expires',
  'security-token',
  'x-oss-process',
];

/** OSSAccessKeyId, Expires, Signature: HMAC-SHA1, base64. Parameters that it does not know are not signed. */
export const linkV1: LinkScheme = {
  signatureName: 'Signature',
  createParameters: ({ accessKeyId, expiresAt }) => [
    ['Expires', String(Math.floor(expiresAt / 1000))],
    ['OSSAccessKeyId', accessKeyId],
  ],
  parseClaims(parameters) {
    const accessKeyId = parameters.get('OSSAccessKeyId');
    const expiresAt = parseSeconds(parameters.get('Expires'));
    const signature = parameters.get('Signature');
    return accessKeyId === undefined || expiresAt === undefined || signature === undefined
      ? undefined
      : { accessKeyId, expiresAt, signature };
  },
  computeSignature({ method, bucket, objectKey, parameters, headers }, accessKeySecret) {
    const subresources = signedParameters
      .filter((name) => parameters.has(name))
      .map((name) => `${name}=${parameters.get(name) ?? ''}`)
      .join('&');
    const stringToSign = [
      method,
      headers.get('content-md5') ?? '',
      headers.get('content-type') ?? '',
      parameters.get('Expires') ?? '',
      formatPrefixedHeaders(headers, (name) => name.startsWith('x-oss-')) +
        `/${bucket}/${objectKey}${subresources === '' ? '' : `?${subresources}`}`,
    ].join('\n');
    return createHmac('sha1', accessKeySecret).update(stringToSign).digest('base64');
  },
};
