import { describe, expect, it } from 'vitest';
import { isProxyExempt } from '../../src/network/no-proxy.ts';

describe('NO_PROXY', () => {
  it.each([
    ['192.0.2.1', '0.0.0.0/0', true],
    ['192.0.2.1', '192.0.2.1/32', true],
    ['192.0.2.1', '192.0.2.0/33', false],
    ['192.0.2.1', '::/0', false],
    ['[2001:db8::1]', '::/0', true],
    ['[2001:db8::1]', '0.0.0.0/0', false],
    ['[2001:db8::1]', '::/129', false],
    ['host.example', '0.0.0.0/0', false],
  ])('of %s: "%s" exempts it: %s', (host, noProxy, isExempt) => {
    expect(isProxyExempt(new URL(`https://${host}/`), noProxy)).toBe(isExempt);
  });
});
