import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopbackHost } from '../../src/network/loopback.ts';

const isLoopback = (url: string): boolean => isLoopbackHost(new URL(url).hostname);

describe('isLoopbackHost', () => {
  it.each([
    'http://localhost:8080/',
    'https://LOCALHOST/',
    'http://127.0.0.1/',
    'http://127.255.255.254/',
    'http://127.1/',
    'http://0x7f.0.0.1/',
    'http://2130706433/',
    'http://127.0.0.1./',
    'http://[::1]:443/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::FFFF:7f12:3]/',
  ])('holds for %s, however the address is written', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each([
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://notlocalhost/',
    'http://128.0.0.1/',
    'http://0.0.0.0/',
    'http://[::2]/',
    'http://[::1:1]/',
    'http://[::ffff:128.0.0.1]/',
    'http://[fe80::1]/',
  ])('does not hold for %s', (url) => {
    expect(isLoopback(url)).toBe(false);
  });

  it('agrees with BlockList of Node.js on every address', () => {
    const list = new BlockList();
    list.addSubnet('127.0.0.0', 8);
    list.addAddress('::1', 'ipv6');
    const loopbackV4 = fc
      .tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255))
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), loopbackV4), fc.boolean(), (address, isMapped) => {
        const isV4 = isIPv4(address);
        const host = isV4 && !isMapped ? address : `[${isV4 ? `::ffff:${address}` : address}]`;
        expect(isLoopback(`http://${host}/`)).toBe(list.check(address, isV4 ? 'ipv4' : 'ipv6'));
      }),
    );
  });
});
