import { describe, expect, it } from 'vitest';
import { checkLink } from '../../../src/transfer/store/link.ts';

const policy = { allowedHosts: ['*.aliyuncs.com'], allowLoopback: false };
const sandbox = { ...policy, allowLoopback: true };

describe('checkLink', () => {
  it.each([
    ['the store', 'https://b.oss-cn-shanghai.aliyuncs.com/x?Signature=s', policy],
    ['the store on another port', 'https://b.oss-cn-shanghai.aliyuncs.com:8443/x', policy],
    ['the store in capitals', 'HTTPS://B.OSS.ALIYUNCS.COM/x', policy],
    ['loopback over http beside a loopback endpoint', 'http://127.0.0.1:9/x', sandbox],
    ['localhost over http beside a loopback endpoint', 'http://localhost:9/x', sandbox],
    ['IPv6 loopback beside a loopback endpoint', 'http://[::1]:9/x', sandbox],
    ['loopback over https beside a loopback endpoint', 'https://127.0.0.1:9/x', sandbox],
    ['a host that was allowed', 'https://oss.example.com/x', allow('oss.example.com')],
    ['a host that was allowed in capitals', 'https://oss.example.com/x', allow('OSS.Example.com')],
    ['a host and port that were allowed', 'https://h.example:8443/x', allow('h.example:8443')],
    ['an address that was allowed', 'https://10.0.0.7/x', allow('10.0.0.7')],
    ['a loopback address that was allowed', 'https://127.0.0.1:9/x', allow('127.0.0.1')],
    ['an IPv6 address that was allowed', 'https://[fd00::1]/x', allow('fd00::1')],
  ])('lets %s pass', (_, link, given) => {
    expect(() => {
      checkLink(link, given);
    }).not.toThrow();
  });

  it.each([
    ['another host', 'https://example.com/x', policy],
    ['a host that only ends alike', 'https://evilaliyuncs.com/x', policy],
    ['the domain itself', 'https://aliyuncs.com/x', policy],
    ['a host with the store as its beginning', 'https://b.aliyuncs.com.example.com/x', policy],
    ['the store in the user name', 'https://b.aliyuncs.com@example.com/x', policy],
    ['the store behind a backslash', 'https://example.com\\.aliyuncs.com/x', policy],
    ['the store over http', 'http://b.oss.aliyuncs.com/x', policy],
    ['the store over http beside a loopback endpoint', 'http://b.oss.aliyuncs.com/x', sandbox],
    ['loopback', 'http://127.0.0.1/x', policy],
    ['loopback over https', 'https://127.0.0.1/x', policy],
    ['loopback in another notation', 'https://0x7f.1/x', policy],
    ['localhost', 'https://localhost/x', policy],
    ['a private address', 'https://10.0.0.7/x', policy],
    ['a private address beside a loopback endpoint', 'http://192.168.1.1/x', sandbox],
    ['the metadata service', 'http://100.100.100.200/latest/meta-data', sandbox],
    ['a link-local address', 'http://169.254.169.254/x', sandbox],
    ['a link-local IPv6 address', 'http://[fe80::1]/x', sandbox],
    ['loopback as IPv4 in IPv6', 'http://[::ffff:10.0.0.1]/x', sandbox],
    ['any address', 'https://0.0.0.0/x', policy],
    ['a file', 'file:///etc/passwd', sandbox],
    ['data', 'data:text/plain,x', sandbox],
    ['nothing', '', sandbox],
    ['a path', '/x', sandbox],
    ['another port than was allowed', 'https://h.example:1/x', allow('h.example:8443')],
  ])('refuses %s', (_, link, given) => {
    expect(() => {
      checkLink(link, given);
    }).toThrow(expect.objectContaining({ exit: 'download' }) as Error);
  });

  it('never shows the query', () => {
    const links = ['https://example.com/x?Signature=bearer', 'http://u:bearer@b.aliyuncs.com/'];
    for (const link of links) {
      expect(() => {
        checkLink(link, policy);
      }).toThrow(
        expect.not.objectContaining({
          message: expect.stringContaining('bearer') as string,
        }) as Error,
      );
    }
  });
});

function allow(host: string) {
  return { ...policy, allowedHosts: [...policy.allowedHosts, host] };
}
