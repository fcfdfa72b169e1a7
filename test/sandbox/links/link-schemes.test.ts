import { describe, expect, it } from 'vitest';
import type { LinkRequest } from '../../../src/sandbox/links/link-scheme.ts';
import { linkV1 } from '../../../src/sandbox/links/link-v1.ts';
import { linkS3, linkV4 } from '../../../src/sandbox/links/link-v4.ts';

/** Signatures that others have published, so that our two halves cannot agree on a mistake. */
describe('the schemes of Links', () => {
  it('sign as the documentation of OSS V1 does', () => {
    const request: LinkRequest = {
      method: 'PUT',
      bucket: 'oss-example',
      objectKey: 'nelson',
      host: 'oss-example.oss-cn-hangzhou.aliyuncs.com',
      // In a header the date stands where a Link has its expiry.
      parameters: new Map([['Expires', 'Thu, 17 Nov 2005 18:49:58 GMT']]),
      headers: new Map([
        ['content-md5', 'ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM='],
        ['content-type', 'text/html'],
        ['x-oss-meta-author', 'foo@bar.com'],
        ['x-oss-magic', 'abracadabra'],
        ['host', 'oss-example.oss-cn-hangzhou.aliyuncs.com'],
      ]),
    };
    expect(linkV1.computeSignature(request, 'OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV')).toBe(
      '26NBxoKdsyly4EDv6inkoDft/yA=',
    );
  });

  it("sign as the vendor's SDKs do with V4", () => {
    const request: LinkRequest = {
      method: 'PUT',
      bucket: 'bucket',
      objectKey: '1234+-/123/1.txt',
      host: 'bucket.oss-cn-hangzhou.aliyuncs.com',
      parameters: new Map([
        ['param1', 'value1'],
        ['+param1', 'value3'],
        ['|param1', 'value4'],
        ['+param2', ''],
        ['|param2', ''],
        ['param2', ''],
        ['x-oss-signature-version', 'OSS4-HMAC-SHA256'],
        ['x-oss-date', '20231217T025437Z'],
        ['x-oss-expires', '599'],
        ['x-oss-credential', 'ak/20231217/cn-hangzhou/oss/aliyun_v4_request'],
      ]),
      headers: new Map([
        ['x-oss-head1', 'value'],
        ['abc', 'value'],
        ['zabc', 'value'],
        ['xyz', 'value'],
        ['content-type', 'application/octet-stream'],
      ]),
    };
    expect(linkV4.computeSignature(request, 'sk')).toBe(
      'a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe',
    );
  });

  it('sign as the documentation of S3 does', () => {
    const request: LinkRequest = {
      method: 'GET',
      bucket: 'examplebucket',
      objectKey: 'test.txt',
      host: 'examplebucket.s3.amazonaws.com',
      parameters: new Map([
        ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
        ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
        ['X-Amz-Date', '20130524T000000Z'],
        ['X-Amz-Expires', '86400'],
        ['X-Amz-SignedHeaders', 'host'],
      ]),
      headers: new Map(),
    };
    expect(linkS3.computeSignature(request, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });
});
