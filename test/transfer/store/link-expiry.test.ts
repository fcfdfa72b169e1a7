import { describe, expect, it } from 'vitest';
import { parseLinkExpiry } from '../../../src/transfer/store/link.ts';

const at = Date.UTC(2026, 10, 24, 1);
const base = 'https://b.oss-cn-shanghai.aliyuncs.com/x.xlsx';

describe('parseLinkExpiry', () => {
  it.each([
    ['V1', `${base}?Expires=${at / 1000}&OSSAccessKeyId=a&Signature=s`],
    ['V2', `${base}?x-oss-signature-version=OSS2&x-oss-expires=${at / 1000}&x-oss-signature=s`],
    [
      'V4',
      `${base}?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-date=20261124T000000Z&x-oss-expires=3600`,
    ],
    [
      'S3',
      `${base}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261124T000000Z&X-Amz-Expires=3600`,
    ],
  ])('reads the form %s', (_, link) => {
    expect(parseLinkExpiry(link)).toBe(at);
  });

  it.each([
    ['no query', base],
    ['no number', `${base}?Expires=soon`],
    ['an empty value', `${base}?Expires=`],
    ['a date that is none', `${base}?x-oss-date=20261399T000000Z&x-oss-expires=3600`],
    ['a date without a lifetime', `${base}?x-oss-date=20261124T000000Z`],
    ['no URL', 'x'],
  ])('knows nothing of a Link with %s', (_, link) => {
    expect(parseLinkExpiry(link)).toBeUndefined();
  });
});
