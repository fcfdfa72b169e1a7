import { createRequire } from 'node:module';
import type vendorModule from '@alicloud/openapi-core';

/** It is CommonJS: required, its default export is where it says. */
const vendor = createRequire(import.meta.url)('@alicloud/openapi-core') as typeof vendorModule;

export interface VendorCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/**
 * A call with the core of the vendor's SDK, as its documentation has it.
 * @param endpoint a URL over plain http
 * @returns the elements of the answer
 */
export async function callAsVendor(
  endpoint: string,
  { action, body, credentials }: { action: string; body: object; credentials: VendorCredentials },
): Promise<unknown> {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const client = new vendor.default(
    new vendor.$OpenApiUtil.Config({
      accessKeyId,
      accessKeySecret,
      ...(securityToken === undefined ? {} : { securityToken }),
      endpoint: new URL(endpoint).host,
      protocol: 'HTTP',
    }),
  );
  const parameters = new vendor.$OpenApiUtil.Params({
    action,
    version: '2024-12-12',
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const request = new vendor.$OpenApiUtil.OpenApiRequest({
    body: vendor.OpenApiUtil.parseToMap(body),
  });
  const answer: { readonly body?: unknown } = await client.callApi(
    parameters,
    request,
    {} as never,
  );
  return answer.body;
}
