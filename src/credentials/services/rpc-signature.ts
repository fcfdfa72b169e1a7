import { createHmac } from 'node:crypto';
import { percentEncode } from '../../signing/percent-encode.ts';

type Parameters = Readonly<Record<string, string>>;

/**
 * The signature of the RPC style, which all SDKs of the vendor use for the security token service:
 * base64 of HMAC-SHA1 over the method and all parameters of query and body, sorted. The key is the
 * secret followed by an ampersand.
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

/** `Name=value` joined by `&`, sorted by name. */
export function formatParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}
