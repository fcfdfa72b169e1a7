import { describe, expect, it } from 'vitest';
import { percentEncode } from '../../src/signing/percent-encode.ts';
import { signRequest } from '../../src/signing/sign-request.ts';

const request = {
  method: 'POST',
  url: new URL('https://cloud-siem.cn-shanghai.aliyuncs.com/'),
  action: 'GetExportTask',
  version: '2024-12-12',
  contentType: 'application/x-www-form-urlencoded',
  body: 'ExportId=200013',
  credentials: {
    accessKeyId: 'LTAI5tGoldenVectorAK00001',
    accessKeySecret: 'GoldenVectorSecretKey0000000001',
  },
  date: Date.parse('2026-11-24T00:00:00.999Z'),
  nonce: '1'.repeat(32),
};

describe('a signed request', () => {
  it('has exactly the headers of the specification, and the signature of vector B', () => {
    expect(signRequest(request)).toEqual({
      host: 'cloud-siem.cn-shanghai.aliyuncs.com',
      'content-type': 'application/x-www-form-urlencoded',
      'x-acs-action': 'GetExportTask',
      'x-acs-content-sha256': 'afef3a34a72c332636bd42c20f6146ba7b63b8d8bf7749f7522b9ddfb9e0b75a',
      'x-acs-date': '2026-11-24T00:00:00Z',
      'x-acs-signature-nonce': '1'.repeat(32),
      'x-acs-version': '2024-12-12',
      authorization:
        'ACS3-HMAC-SHA256 Credential=LTAI5tGoldenVectorAK00001,SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=bbf7e7e0214a479ffd8728bb8a06b4b5ee1fc3d660c47ce72155401fec270eb5',
    });
  });

  it('sends and signs the token of a session', () => {
    const credentials = { ...request.credentials, securityToken: 'a+token/==' };
    const headers = signRequest({ ...request, credentials });
    expect(headers['x-acs-security-token']).toBe('a+token/==');
    expect(headers['authorization']).toContain(';x-acs-security-token;');
  });

  it('puts a port into host unless it is the default', () => {
    const hostOf = (url: string) => signRequest({ ...request, url: new URL(url) })['host'];
    expect(hostOf('http://127.0.0.1:46045/')).toBe('127.0.0.1:46045');
    expect(hostOf('https://a.example:443/')).toBe('a.example');
    expect(hostOf('https://[::1]:8443/')).toBe('[::1]:8443');
  });
});

describe('percent-encoding', () => {
  it('keeps letters, digits and -_.~, and encodes everything else as UTF-8', () => {
    expect(percentEncode('aZ09-_.~')).toBe('aZ09-_.~');
    expect(percentEncode(" +&=%'()*!")).toBe('%20%2B%26%3D%25%27%28%29%2A%21');
    expect(percentEncode('告😀')).toBe('%E5%91%8A%F0%9F%98%80');
  });
});
