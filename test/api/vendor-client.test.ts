import { createRequire } from 'node:module';
import type vendorModule from '@alicloud/openapi-core';
import { describe, expect, it } from 'vitest';
import { formatCanonicalRequest } from '../../src/signing/canonical-request.ts';
import { createSignature } from '../../src/signing/signature.ts';
import { formatStringToSign } from '../../src/signing/string-to-sign.ts';
import { createTestClient, createTestCredentials, testKeys } from '../helpers/api-test-client.ts';
import { startServer, type ReceivedRequest } from '../helpers/with-server.ts';

/** It is CommonJS: required, its default export is where it says. */
const vendor = createRequire(import.meta.url)('@alicloud/openapi-core') as typeof vendorModule;
const signal = new AbortController().signal;

/** New in every request, and what follows from them. */
const changing = ['x-acs-date', 'x-acs-signature-nonce', 'authorization'];
/** What the API does not need, what any client says of itself, and how the body's end is marked. */
const optional = [
  'x-acs-accesskey-id',
  'x-acs-credentials-provider',
  'user-agent',
  'connection',
  'accept-encoding',
  'content-length',
  'transfer-encoding',
];

const sessionKeys = { ...testKeys, securityToken: 'CAISgolden/with+slash==&and=chars' };
const awkward = `{"IncidentName":"告警 é 😀 + & = % ' ( ) * ~ !"}`;

async function receive(send: (url: string) => Promise<unknown>): Promise<ReceivedRequest> {
  const server = await startServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"Id":1,"ExportStatus":"success","RequestId":"R"}');
  });
  await send(server.url);
  const [request] = server.received;
  if (request === undefined) throw new Error('nothing arrived');
  return request;
}

async function callAsVendor(url: string, action: string, body: object, keys = sessionKeys) {
  const { accessKeyId, accessKeySecret, securityToken } = keys;
  const client = new vendor.default(
    new vendor.$OpenApiUtil.Config({
      accessKeyId,
      accessKeySecret,
      ...(securityToken === '' ? {} : { securityToken }),
      endpoint: new URL(url).host,
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
  return await client.callApi(parameters, request, {} as never);
}

function stableHeaders({ headers }: ReceivedRequest): Record<string, string> {
  const left = Object.entries(headers).filter(
    ([name]) => !changing.includes(name) && !optional.includes(name) && name !== 'host',
  );
  return Object.fromEntries(left);
}

/** The signature over what arrived, by the rules that the vectors prove. */
function signatureOf({ headers, body, url, method }: ReceivedRequest): string {
  const signed =
    /SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '')?.[1]?.split(';') ?? [];
  const canonical = formatCanonicalRequest({
    method,
    url: new URL(url, 'http://any.example'),
    headers: Object.fromEntries(signed.map((name) => [name, headers[name] ?? ''])),
    body,
  });
  return createSignature(testKeys.accessKeySecret, formatStringToSign(canonical));
}

describe("what this client and the vendor's send", () => {
  it.each([
    [
      'GetExportTask',
      { ExportId: 200013, Lang: 'zh', RegionId: 'cn-hangzhou', RoleFor: 113091674488 },
    ],
    [
      'CreateExportTask',
      {
        ExportTaskParameter: awkward,
        ExportTaskType: 'incident_list',
        RegionId: 'ap-southeast-1',
      },
    ],
  ])('differs in optional headers alone (%s)', async (action, parameters) => {
    const theirs = await receive((url) => callAsVendor(url, action, parameters));
    const ours = await receive((url) => {
      const client = createTestClient(url, { credentials: createTestCredentials(sessionKeys) });
      return action === 'GetExportTask'
        ? client.getExportTask(
            { exportId: '200013', lang: 'zh', region: 'cn-hangzhou', roleFor: '113091674488' },
            { signal },
          )
        : client.createExportTask(
            { exportType: 'incident_list', parameter: awkward, region: 'ap-southeast-1' },
            { signal },
          );
    });
    expect(ours.method).toBe(theirs.method);
    expect(ours.url).toBe(theirs.url);
    expect(ours.body).toBe(theirs.body);
    expect(stableHeaders(ours)).toEqual(stableHeaders(theirs));
    for (const each of [ours, theirs]) {
      expect(each.headers['authorization']).toContain(`Signature=${signatureOf(each)}`);
      expect(each.headers['x-acs-date']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });
});
