/** A signature from a source outside this project. */
export interface SigningVector {
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  /** All signed headers except `host` and `x-acs-content-sha256`, which follow from URL and body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signature: string;
}

const secret1 = 'GoldenVectorSecretKey0000000001';
const secret2 = 'GoldenVectorSecretKey0000000002';
const session = {
  'x-acs-accesskey-id': 'STS.GoldenVectorAK0002',
  'x-acs-security-token': 'CAISgoldenTOKEN/with+slash==&and=chars',
};
const shanghai = 'https://cloud-siem.cn-shanghai.aliyuncs.com/';
const recorded = 'http://127.0.0.1:46045/';

function headers(action: string, nonce: string, date = '2026-11-24T00:00:00Z') {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-acs-action': action,
    'x-acs-date': date,
    'x-acs-signature-nonce': nonce,
    'x-acs-version': '2024-12-12',
  };
}

export const vectors: readonly SigningVector[] = [
  {
    name: 'A, of the documentation: a query, no body',
    url: 'https://ecs.cn-shanghai.aliyuncs.com/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
    secret: 'YourAccessKeySecret',
    headers: {
      'x-acs-action': 'RunInstances',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
    },
    body: '',
    signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  },
  {
    name: 'B, one parameter',
    url: shanghai,
    secret: secret1,
    headers: headers('GetExportTask', '1'.repeat(32)),
    body: 'ExportId=200013',
    signature: 'bbf7e7e0214a479ffd8728bb8a06b4b5ee1fc3d660c47ce72155401fec270eb5',
  },
  {
    name: 'C, no parameter',
    url: 'https://cloud-siem.ap-southeast-1.aliyuncs.com/',
    secret: secret1,
    headers: headers('GetExportTask', '2'.repeat(32)),
    body: '',
    signature: '9c460109d2b7d634cc799c226bc054d534595295afa690a303731811253d171e',
  },
  {
    name: 'D, a session token',
    url: shanghai,
    secret: secret2,
    headers: { ...headers('GetExportTask', '3'.repeat(32)), ...session },
    body: 'ExportId=200013&Lang=zh&RegionId=cn-hangzhou&RoleFor=113091674488',
    signature: 'f44353b6bfb26b6018e43465a07803c992410322b5b1aefb89b6261554fa29f8',
  },
  {
    name: 'E, Chinese, emoji and reserved characters',
    url: shanghai,
    secret: secret1,
    headers: headers('CreateExportTask', '4'.repeat(32)),
    body:
      'ExportTaskParameter=' +
      encodeURIComponent('{"IncidentName":"告警 é 😀 a+b&c=d%20"}') +
      '&ExportTaskType=incident_list&Lang=en&RegionId=ap-southeast-1',
    signature: 'cd1ccdd9506fe51b8e2b696f8e5bb7ef6427fca5b7bc8e5696deb0731c4403aa',
  },
  {
    name: "F, recorded from the vendor's SDK: a port in the host",
    url: recorded,
    secret: secret1,
    headers: {
      ...headers(
        'GetExportTask',
        '91805cdb48b6ed11e945fc5c87e6b530d8e4189a19cab261945e61701f2c9d58',
        '2026-11-24T01:53:44Z',
      ),
      'x-acs-credentials-provider': 'static_ak',
    },
    body: 'ExportId=200013',
    signature: '2eea467470eee5b652fb41b94895b670616ae4fe21b2568b71769aab91f1f2bb',
  },
  {
    name: "G, recorded from the vendor's SDK: no parameter",
    url: recorded,
    secret: secret1,
    headers: {
      ...headers(
        'GetExportTask',
        '65594111dc4ed886d039b7bc2652fed03a99fccf93407e3348cf556b9605e572',
        '2026-11-24T01:53:45Z',
      ),
      'x-acs-credentials-provider': 'static_ak',
    },
    body: '',
    signature: 'ed7230e312b6d1520b283b444762a69aec0f6b04423a5b92c445b8198916ceca',
  },
  {
    name: "H, recorded from the vendor's SDK: a session token",
    url: recorded,
    secret: secret2,
    headers: {
      ...headers(
        'GetExportTask',
        'd6fe387d53cc24b1bf670bdbb35504c0238f704e277c832b2f17e4e6ec37f832',
        '2026-11-24T01:53:45Z',
      ),
      ...session,
      'x-acs-credentials-provider': 'static_sts',
    },
    body: 'ExportId=200013&RegionId=cn-hangzhou',
    signature: 'ad4eec47e1c37bcfc7a6bfe9fbd9e0e73941fa4dc5255992d96041e041d151e0',
  },
];
