import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whether a URL's `hostname` (an IPv6 address in brackets) is this machine: 127.0.0.0/8, ::1 or `localhost`. */
export function isLoopbackHost(hostname: string): boolean {
  const host = unwrapHost(hostname);
  const family = isIP(host);
  if (family === 0) return host.toLowerCase() === 'localhost';
  return loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv6 address without the brackets that a URL puts around it. */
export function unwrapHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
