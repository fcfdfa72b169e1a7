import { describe, expect, it } from 'vitest';
import { createRedactor, redactByName, redactLink } from '../../src/base/redaction.ts';

describe('redactLink', () => {
  it('shows the location of the file and masks the query', () => {
    expect(redactLink('https://b.oss-cn-shanghai.aliyuncs.com/a/b.xlsx?Signature=abc#x')).toBe(
      'https://b.oss-cn-shanghai.aliyuncs.com/a/b.xlsx?***',
    );
    expect(redactLink('https://b.example/a.xlsx')).toBe('https://b.example/a.xlsx');
  });
});

describe('redactByName', () => {
  it.each([
    ['GET https://b.example/a.xlsx?Expires=1&Signature=s3cr3t now', 's3cr3t'],
    ['proxy http://user:pa55@proxy.example:8080', 'pa55'],
    ['x-acs-security-token:CAIStoken/with+slash==', 'CAIStoken'],
    ['"AccessKeySecret": "s3cr3t"', 's3cr3t'],
    ['{"sts_token":"s3cr3t"}', 's3cr3t'],
    ['SecurityToken=CAIS%2Fabc&x=1', 'CAIS'],
    ['authorization: ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host,Signature=feed', 'feed'],
    ['Proxy-Authorization: Basic dXNlcg==', 'dXNlcg'],
  ])('hides the secret of %s', (text, secret) => {
    expect(redactByName(text)).not.toContain(secret);
    expect(redactByName(text)).toContain('***');
  });

  it('leaves other texts unchanged', () => {
    const text = 'cn-hangzhou: 200013 exporting 66 % at https://b.example/a.xlsx, request 9AAA9ED9';
    expect(redactByName(text)).toBe(text);
  });
});

describe('createRedactor', () => {
  it('masks a secret everywhere, plain and percent-encoded', () => {
    const redactor = createRedactor();
    redactor.addSecret('CAIS/a+b==', undefined, '');
    expect(redactor.redact('got CAIS/a+b== and CAIS%2Fa%2Bb%3D%3D!')).toBe('got *** and ***!');
  });
});
