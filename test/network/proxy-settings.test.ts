import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isProxyExempt } from '../../src/network/no-proxy.ts';
import { describeProxy, findProxy } from '../../src/network/proxy-settings.ts';

const api = new URL('https://cloud-siem.cn-shanghai.aliyuncs.com/');

describe('the proxy of a request', () => {
  it.each([
    [{ HTTPS_PROXY: 'http://a:3128' }, 'http://a:3128'],
    [{ https_proxy: 'http://a:3128' }, 'http://a:3128'],
    [{ https_proxy: 'http://small', HTTPS_PROXY: 'http://large' }, 'http://small'],
    [{ https_proxy: ' ', HTTPS_PROXY: 'http://large' }, 'http://large'],
    [{ ALL_PROXY: 'http://all:1' }, 'http://all:1'],
    [{ all_proxy: 'http://all:1', HTTPS_PROXY: 'http://a:2' }, 'http://a:2'],
    [{ HTTP_PROXY: 'http://a:3128' }, 'direct'],
    [{ HTTPS_PROXY: 'a:3128' }, 'http://a:3128'],
    [{ HTTPS_PROXY: 'https://user:p%40ss@a:3128/' }, 'https://a:3128'],
    [{ HTTPS_PROXY: 'http://a', NO_PROXY: 'aliyuncs.com' }, 'direct'],
    [{ HTTPS_PROXY: 'http://a', no_proxy: '*' }, 'direct'],
    [{ HTTPS_PROXY: 'http://a', no_proxy: '', NO_PROXY: 'aliyuncs.com' }, 'direct'],
    [{}, 'direct'],
  ])('follows the environment: %j', (env, expected) => {
    expect(describeProxy(api, env)).toBe(expected);
  });

  it('is chosen by the scheme of the URL', () => {
    const env = { HTTP_PROXY: 'http://plain', HTTPS_PROXY: 'http://secure' };
    expect(describeProxy(new URL('http://example.com'), env)).toBe('http://plain');
    expect(describeProxy(api, env)).toBe('http://secure');
  });

  it.each([
    'http://127.0.0.1:8080',
    'http://127.8.9.10',
    'https://localhost:1',
    'http://[::1]:8080',
    'http://169.254.169.254',
    'http://100.100.100.200/latest',
  ])('is never used for %s', (url) => {
    const env = { HTTP_PROXY: 'http://a', HTTPS_PROXY: 'http://a', ALL_PROXY: 'http://a' };
    expect(findProxy(new URL(url), env)).toBeUndefined();
  });

  it('has its user name and password decoded, and removed from the URL', () => {
    const env = { HTTPS_PROXY: 'http://user:p%40s%3As@a:3128' };
    expect(findProxy(api, env)?.authorization).toBe(
      `Basic ${Buffer.from('user:p@s:s').toString('base64')}`,
    );
    expect(findProxy(api, env)?.url.href).toBe('http://a:3128/');
    expect(findProxy(api, { HTTPS_PROXY: 'http://u:100%@a' })?.authorization).toBe(
      `Basic ${Buffer.from('u:100%').toString('base64')}`,
    );
  });

  it.each(['socks5://user:hidden@a:1080', 'http://user:hidden@[oops', 'ftp://user:hidden@a'])(
    'is rejected with the name of its variable, without its value: %s',
    (value) => {
      const attempt = () => findProxy(api, { ALL_PROXY: value });
      expect(attempt).toThrow(/^ALL_PROXY: /);
      expect(attempt).not.toThrow(/hidden/);
      try {
        attempt();
      } catch (error) {
        expect(inspect(error)).not.toContain('hidden');
      }
    },
  );
});

describe('NO_PROXY', () => {
  it.each([
    ['https://example.com', 'example.com', true],
    ['https://www.example.com', 'example.com', true],
    ['https://www.example.com', '.example.com', true],
    ['https://www.example.com', '*.example.com', true],
    ['https://example.com', '.example.com', true],
    ['https://EXAMPLE.com', 'Example.COM', true],
    ['https://example.com.', 'example.com', true],
    ['https://badexample.com', 'example.com', false],
    ['https://example.com', 'www.example.com', false],
    ['https://example.com', 'a.com, example.com', true],
    ['https://example.com', 'a.com example.com', true],
    ['https://example.com', ',,', false],
    ['https://example.com', ' * ', true],
    ['https://example.com', 'example.com:443', true],
    ['https://example.com', 'example.com:8443', false],
    ['http://example.com:8080', 'example.com:8080', true],
    ['https://10.1.2.3', '10.1.2.3', true],
    ['https://10.1.2.3', '10.0.0.0/8', true],
    ['https://11.1.2.3', '10.0.0.0/8', false],
    ['https://10.1.2.3', '10.0.0.0/99', false],
    ['https://10.1.2.3', '2.3', false],
    ['https://[fd00::1]', 'fd00::1', true],
    ['https://[fd00::1]', '[fd00::1]:443', true],
    ['https://[fd00::1]', 'fd00::/8', true],
    ['https://[fd00::1]', '10.0.0.0/8', false],
  ])('for %s, "%s" is %s', (url, noProxy, expected) => {
    expect(isProxyExempt(new URL(url), noProxy)).toBe(expected);
  });

  it('may contain anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV6(), (noProxy, address) => {
        isProxyExempt(new URL(`https://[${address}]`), noProxy);
        isProxyExempt(api, noProxy);
      }),
    );
  });
});
