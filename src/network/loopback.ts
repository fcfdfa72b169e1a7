/**
 * By its text: a URL has each address in one form, whatever was written. Node's own lists of addresses
 * take longer to load than `config get` takes for all it does.
 */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;

/**
 * Whether a URL's `hostname` is this machine: `localhost`, 127.0.0.0/8, also as an IPv6 address, or ::1.
 */
export function isLoopbackHost(hostname: string): boolean {
  return loopback.test(hostname);
}

/** An IPv6 address without the brackets that a URL puts around it. */
export function unwrapHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
