import { formatAuthorization } from './authorization.ts';
import {
  digest,
  formatCanonicalRequest,
  formatSignedHeaders,
  type RequestToSign,
} from './canonical-request.ts';
import type { Credentials } from './credentials.ts';
import { createSignature } from './signature.ts';
import { formatStringToSign } from './string-to-sign.ts';

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** `x-acs-action`, for instance `GetExportTask`. */
  readonly action: string;
  /** `x-acs-version`, for instance `2024-12-12`. */
  readonly version: string;
  readonly contentType: string;
  readonly body: string;
  readonly credentials: Credentials;
  /** Epoch milliseconds; the service accepts 15 minutes of clock skew. */
  readonly date: number;
  /** Unique for each attempt. */
  readonly nonce: string;
}

/**
 * Signs a request by ACS3-HMAC-SHA256.
 * @returns the headers to send with it, `host` and `authorization` included; names in lower case
 */
export function signRequest(request: ApiRequest): Readonly<Record<string, string>> {
  const { accessKeyId, accessKeySecret } = request.credentials;
  const headers = createHeaders(request);
  const toSign: RequestToSign = { ...request, headers };
  const canonicalRequest = formatCanonicalRequest(toSign);
  const authorization = formatAuthorization({
    accessKeyId,
    signedHeaders: formatSignedHeaders(toSign),
    signature: createSignature(accessKeySecret, formatStringToSign(canonicalRequest)),
  });
  return { ...headers, authorization };
}

function createHeaders(request: ApiRequest): Record<string, string> {
  const { securityToken } = request.credentials;
  return {
    host: request.url.host,
    'content-type': request.contentType,
    'x-acs-action': request.action,
    'x-acs-content-sha256': digest(request.body),
    // The service requires whole seconds: 2026-11-24T00:00:00Z.
    'x-acs-date': new Date(request.date).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
    ...(securityToken === undefined ? {} : { 'x-acs-security-token': securityToken }),
  };
}
