import { describe, expect, it } from 'vitest';
import { digestOf, formatCanonicalRequest } from '../../../src/sandbox/acs3/canonical-request.ts';
import { computeSignature } from '../../../src/sandbox/acs3/signature.ts';
import type { ReceivedRequest } from '../../../src/sandbox/http/received-request.ts';

const key1 = { id: 'LTAI5tGoldenVectorAK00001', secret: 'GoldenVectorSecretKey0000000001' };
const key2 = {
  id: 'STS.GoldenVectorAK0002',
  secret: 'GoldenVectorSecretKey0000000002',
  token: 'CAISgoldenTOKEN/with+slash==&and=chars',
};
const shanghai = 'cloud-siem.cn-shanghai.aliyuncs.com';
const recorder = '127.0.0.1:46045';

interface Vector {
  readonly action: string;
  readonly key: { readonly id: string; readonly secret: string; readonly token?: string };
  readonly nonce: string;
  readonly host: string;
  readonly body: string;
  readonly date: string;
  /** `x-acs-credentials-provider`, which the vendor's SDK sends. */
  readonly provider?: string;
  readonly signature: string;
}

const midnight = '2026-11-24T00:00:00Z';

const vectors: Readonly<Record<string, Vector>> = {
  B: {
    action: 'GetExportTask',
    key: key1,
    nonce: '1'.repeat(32),
    host: shanghai,
    body: 'ExportId=200013',
    date: midnight,
    signature: 'bbf7e7e0214a479ffd8728bb8a06b4b5ee1fc3d660c47ce72155401fec270eb5',
  },
  C: {
    action: 'GetExportTask',
    key: key1,
    nonce: '2'.repeat(32),
    host: 'cloud-siem.ap-southeast-1.aliyuncs.com',
    body: '',
    date: midnight,
    signature: '9c460109d2b7d634cc799c226bc054d534595295afa690a303731811253d171e',
  },
  D: {
    action: 'GetExportTask',
    key: key2,
    nonce: '3'.repeat(32),
    host: shanghai,
    body: 'ExportId=200013&Lang=zh&RegionId=cn-hangzhou&RoleFor=113091674488',
    date: midnight,
    signature: 'f44353b6bfb26b6018e43465a07803c992410322b5b1aefb89b6261554fa29f8',
  },
  E: {
    action: 'CreateExportTask',
    key: key1,
    nonce: '4'.repeat(32),
    host: shanghai,
    body: `ExportTaskParameter=${encodeURIComponent('{"IncidentName":"告警 é 😀 a+b&c=d%20"}')}&ExportTaskType=incident_list&Lang=en&RegionId=ap-southeast-1`,
    date: midnight,
    signature: 'cd1ccdd9506fe51b8e2b696f8e5bb7ef6427fca5b7bc8e5696deb0731c4403aa',
  },
  F: {
    action: 'GetExportTask',
    key: key1,
    nonce: '91805cdb48b6ed11e945fc5c87e6b530d8e4189a19cab261945e61701f2c9d58',
    host: recorder,
    body: 'ExportId=200013',
    date: '2026-11-24T01:53:44Z',
    provider: 'static_ak',
    signature: '2eea467470eee5b652fb41b94895b670616ae4fe21b2568b71769aab91f1f2bb',
  },
  G: {
    action: 'GetExportTask',
    key: key1,
    nonce: '65594111dc4ed886d039b7bc2652fed03a99fccf93407e3348cf556b9605e572',
    host: recorder,
    body: '',
    date: '2026-11-24T01:53:45Z',
    provider: 'static_ak',
    signature: 'ed7230e312b6d1520b283b444762a69aec0f6b04423a5b92c445b8198916ceca',
  },
  H: {
    action: 'GetExportTask',
    key: key2,
    nonce: 'd6fe387d53cc24b1bf670bdbb35504c0238f704e277c832b2f17e4e6ec37f832',
    host: recorder,
    body: 'ExportId=200013&RegionId=cn-hangzhou',
    date: '2026-11-24T01:53:45Z',
    provider: 'static_sts',
    signature: 'ad4eec47e1c37bcfc7a6bfe9fbd9e0e73941fa4dc5255992d96041e041d151e0',
  },
};

describe("the sandbox's verifier", () => {
  it('computes the signature of the documented example', () => {
    const request: ReceivedRequest = {
      method: 'POST',
      target: '/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
      headers: [
        ['Host', 'ecs.cn-shanghai.aliyuncs.com'],
        ['x-acs-action', 'RunInstances'],
        ['x-acs-content-sha256', digestOf(Buffer.alloc(0))],
        ['x-acs-date', '2023-10-26T10:22:32Z'],
        ['x-acs-signature-nonce', '3156853299f313e23d1673dc12e1703d'],
        ['x-acs-version', '2014-05-26'],
      ],
      body: Buffer.alloc(0),
    };
    const canonicalRequest = formatCanonicalRequest(request, namesOf(request));
    expect(digestOf(Buffer.from(canonicalRequest))).toBe(
      '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    );
    expect(computeSignature(canonicalRequest, 'YourAccessKeySecret').signature).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it.each(Object.entries(vectors))('computes the signature of vector %s', (_name, vector) => {
    const request = createRequest(vector);
    const canonicalRequest = formatCanonicalRequest(request, namesOf(request));
    const { signature } = computeSignature(canonicalRequest, vector.key.secret);
    expect(signature).toBe(vector.signature);
  });
});

function createRequest({ key, ...vector }: Vector): ReceivedRequest {
  const body = Buffer.from(vector.body);
  return {
    method: 'POST',
    target: '/',
    headers: [
      ['host', vector.host],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['x-acs-action', vector.action],
      ['x-acs-version', '2024-12-12'],
      ['x-acs-date', vector.date],
      ['x-acs-signature-nonce', vector.nonce],
      ['x-acs-content-sha256', digestOf(body)],
      ...(key.token === undefined
        ? []
        : ([
            ['x-acs-security-token', key.token],
            ['x-acs-accesskey-id', key.id],
          ] as const)),
      ...(vector.provider === undefined
        ? []
        : ([['x-acs-credentials-provider', vector.provider]] as const)),
    ],
    body,
  };
}

function namesOf({ headers }: ReceivedRequest): string[] {
  return headers.map(([name]) => name.toLowerCase()).sort();
}
