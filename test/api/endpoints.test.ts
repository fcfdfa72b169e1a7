import { describe, expect, it } from 'vitest';
import { resolveEndpoint } from '../../src/api/endpoints.ts';
import { UsageError } from '../../src/base/errors.ts';

const resolve = (endpoint: string) =>
  resolveEndpoint({ region: 'cn-hangzhou', vpc: false, endpoint });

describe('the endpoint', () => {
  it.each([
    ['cn-hangzhou', false, 'https://cloud-siem.cn-shanghai.aliyuncs.com/'],
    ['cn-hangzhou', true, 'https://cloud-siem-vpc.cn-shanghai.aliyuncs.com/'],
    ['ap-southeast-1', false, 'https://cloud-siem.ap-southeast-1.aliyuncs.com/'],
    ['ap-southeast-1', true, 'https://cloud-siem-vpc.ap-southeast-1.aliyuncs.com/'],
  ])('of region %s, VPC %s, is %s', (region, vpc, href) => {
    const endpoint = resolveEndpoint({ region, vpc });
    expect(endpoint.url.href).toBe(href);
    expect(endpoint.isLoopback).toBe(false);
  });

  it.each(['cn-shanghai', '', 'CN-HANGZHOU', '__proto__', 'constructor'])(
    'rejects the region "%s", naming the allowed ones',
    (region) => {
      const attempt = () => resolveEndpoint({ region, vpc: false });
      expect(attempt).toThrow(UsageError);
      expect(attempt).toThrow(/--region: .*cn-hangzhou, ap-southeast-1/);
    },
  );

  it.each([
    ['siem.example', 'https://siem.example/', false],
    ['siem.example:8443', 'https://siem.example:8443/', false],
    ['https://siem.example', 'https://siem.example/', false],
    ['HTTPS://Siem.Example/', 'https://siem.example/', false],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/', true],
    ['http://127.9.9.9', 'http://127.9.9.9/', true],
    ['http://localhost:1', 'http://localhost:1/', true],
    ['http://[::1]:8080', 'http://[::1]:8080/', true],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]/', false],
    ['[::1]:8443', 'https://[::1]:8443/', true],
  ])('may be given: %s', (given, href, isLoopback) => {
    const endpoint = resolve(given);
    expect(endpoint.url.href).toBe(href);
    expect(endpoint.isLoopback).toBe(isLoopback);
  });

  it.each([
    ['http://siem.example', 'siem.example'],
    ['http://10.0.0.1', '10.0.0.1'],
    ['http://127.0.0.1.evil.example', '127.0.0.1.evil.example'],
    ['http://localhost.evil.example', 'localhost.evil.example'],
    ['https://siem.example/path', 'path'],
    ['https://siem.example/?a=b', 'query'],
    ['https://siem.example/#a', 'fragment'],
    ['ftp://siem.example', 'ftp:'],
    ['not a host', 'not a host'],
    ['', 'neither a host nor a URL'],
    ['https://', 'neither a host nor a URL'],
  ])('is refused: "%s"', (given, named) => {
    expect(() => resolve(given)).toThrow(UsageError);
    expect(() => resolve(given)).toThrow(named);
  });

  it('is rejected with the name of the option or variable that set it', () => {
    const choice = { region: 'cn-hangzhou', vpc: false, endpoint: 'http://siem.example' };
    for (const place of ['SIEM_EXPORT_ENDPOINT', 'endpoint of /home/me/config.json']) {
      expect(() => resolveEndpoint(choice, { place })).toThrow(
        `${place}: http is allowed for loopback`,
      );
    }
    expect(() => resolveEndpoint(choice)).toThrow(/^--endpoint: /);
  });

  it.each(['http://siem.example', 'ftp://x', 'not a host', 'https://a/b', 'https://u:p@a'])(
    'is also rejected in Chinese: "%s"',
    (given) => {
      try {
        resolve(given);
        expect.unreachable();
      } catch (error) {
        const { message } = (error as UsageError).textIn('zh');
        expect(message).toMatch(/^--endpoint：.*；可以是 cloud-siem/);
      }
    },
  );

  it('is rejected with a user name and password, without showing them', () => {
    expect(() => resolve('https://user:hidden@siem.example')).toThrow(/user name or password/);
    expect(() => resolve('https://user:hidden@siem.example')).not.toThrow(/hidden/);
    expect(() => resolve('https://user:hidden@siem.example:bad')).not.toThrow(/hidden/);
  });
});
