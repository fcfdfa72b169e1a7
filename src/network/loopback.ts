/**
 * A pattern is enough: `URL` normalizes addresses. Loading Node's `BlockList` takes longer than all of
 * `config get`.
 */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;

/** Whether a URL's `hostname` is this machine: `localhost`, 127.0.0.0/8, also mapped to IPv6, or ::1. */
export function isLoopbackHost(hostname: string): boolean {
  return loopback.test(hostname);
}

/** An IPv6 address without the brackets that a URL puts around it. */
export function unwrapHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
