import { createHash, createHmac } from 'node:crypto';
import {
  encodeUri,
  formatPrefixedHeaders,
  formatSortedQuery,
  parseSeconds,
  type LinkClaims,
  type LinkParameters,
  type LinkRequest,
  type LinkScheme,
} from './link-scheme.ts';

/** What sets OSS4-HMAC-SHA256 and the S3 form, AWS4-HMAC-SHA256, apart. */
interface Version4 {
  readonly algorithm: string;
  /** Before each parameter: `x-oss-` or `X-Amz-`. */
  readonly prefix: string;
  /** Each name after the prefix, lower case for OSS. */
  readonly names: Readonly<
    Record<'algorithm' | 'credential' | 'date' | 'expires' | 'signature', string>
  >;
  readonly service: string;
  readonly terminator: string;
  readonly keyPrefix: string;
  /** Further parameters of a Link. */
  readonly extra: readonly (readonly [name: string, value: string])[];
  /** The path in the canonical request, not yet encoded: with or without the bucket. */
  formatPath(request: LinkRequest): string;
  /** Headers and names of headers in the canonical request. */
  formatHeaders(request: LinkRequest): readonly string[];
}

/** `x-oss-date`, and `x-oss-expires` in seconds from then on; the signature is hex. */
export const linkV4: LinkScheme = createVersion4({
  algorithm: 'OSS4-HMAC-SHA256',
  prefix: 'x-oss-',
  names: {
    algorithm: 'signature-version',
    credential: 'credential',
    date: 'date',
    expires: 'expires',
    signature: 'signature',
  },
  service: 'oss',
  terminator: 'aliyun_v4_request',
  keyPrefix: 'aliyun_v4',
  extra: [],
  formatPath: ({ bucket, objectKey }) => `/${bucket}/${objectKey}`,
  formatHeaders({ headers }) {
    const isSigned = (name: string): boolean =>
      name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5';
    return [formatPrefixedHeaders(headers, isSigned), ''];
  },
});

/** The form of S3, which OSS takes too: as V4, with the host signed. */
export const linkS3: LinkScheme = createVersion4({
  algorithm: 'AWS4-HMAC-SHA256',
  prefix: 'X-Amz-',
  names: {
    algorithm: 'Algorithm',
    credential: 'Credential',
    date: 'Date',
    expires: 'Expires',
    signature: 'Signature',
  },
  service: 's3',
  terminator: 'aws4_request',
  keyPrefix: 'AWS4',
  extra: [['X-Amz-SignedHeaders', 'host']],
  formatPath: ({ objectKey }) => `/${objectKey}`,
  formatHeaders: ({ host }) => [`host:${host}\n`, 'host'],
});

function createVersion4(version: Version4): LinkScheme {
  const nameOf = (part: keyof Version4['names']): string => version.prefix + version.names[part];
  const signatureName = nameOf('signature');
  return {
    signatureName,
    createParameters: ({ accessKeyId, issuedAt, expiresAt }) => {
      const date = formatDate(issuedAt);
      return [
        [nameOf('algorithm'), version.algorithm],
        [nameOf('credential'), `${accessKeyId}/${formatScope(version, date)}`],
        [nameOf('date'), date],
        [nameOf('expires'), String(Math.ceil((expiresAt - issuedAt) / 1000))],
        ...version.extra,
      ];
    },
    parseClaims: (parameters) => parseClaims(parameters, nameOf),
    computeSignature(request, accessKeySecret) {
      const date = request.parameters.get(nameOf('date')) ?? '';
      const canonicalRequest = [
        request.method,
        encodeUri(version.formatPath(request), true),
        formatSortedQuery(request.parameters, signatureName),
        ...version.formatHeaders(request),
        'UNSIGNED-PAYLOAD',
      ].join('\n');
      const credential = request.parameters.get(nameOf('credential')) ?? '';
      const scope = credential.slice(credential.indexOf('/') + 1);
      const digest = createHash('sha256').update(canonicalRequest).digest('hex');
      const key = scope
        .split('/')
        .reduce<Buffer>(hmac, Buffer.from(version.keyPrefix + accessKeySecret));
      return hmac(key, [version.algorithm, date, scope, digest].join('\n')).toString('hex');
    },
  };
}

function parseClaims(
  parameters: LinkParameters,
  nameOf: (part: 'credential' | 'date' | 'expires' | 'signature') => string,
): LinkClaims | undefined {
  const [accessKeyId] = parameters.get(nameOf('credential'))?.split('/') ?? [];
  const issuedAt = parseDate(parameters.get(nameOf('date')) ?? '');
  const durationMs = parseSeconds(parameters.get(nameOf('expires')));
  const signature = parameters.get(nameOf('signature'));
  if (accessKeyId === undefined || issuedAt === undefined) return undefined;
  if (durationMs === undefined || signature === undefined) return undefined;
  return { accessKeyId, expiresAt: issuedAt + durationMs, signature };
}

/** The region of the bucket. */
const bucketRegion = 'cn-shanghai';

function formatScope(version: Version4, date: string): string {
  return `${date.slice(0, 8)}/${bucketRegion}/${version.service}/${version.terminator}`;
}

/** `20241217T102236Z` */
function formatDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

function parseDate(text: string): number | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (year === undefined || month === undefined) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
