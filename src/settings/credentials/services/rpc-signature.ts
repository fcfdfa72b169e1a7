import { createHmac } from 'node:crypto';
import { percentEncode } from '../../../signing/percent-encode.ts';

type Parameters = Readonly<Record<string, string>>;

/**
 * The signature of the RPC style, which the security token service is asked in by all of the
 * vendor's SDKs: base64 of HMAC-SHA1 over the method and all parameters, those of the query and
 * those of the body together, sorted; the key is the secret and an ampersand.
 * https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 */
export function signRpcRequest(
  method: 'GET' | 'POST',
  parameters: Parameters,
  accessKeySecret: string,
): string {
  const stringToSign = [method, '/', formatParameters(parameters)].map(percentEncode).join('&');
  return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign).digest('base64');
}

/** `Name=value` joined by `&`, in the order of the names. */
export function formatParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}
