import { BlockList, isIP } from 'node:net';
import { unwrapHost } from './loopback.ts';

/**
 * Whether `NO_PROXY` exempts `url`, by curl's rules: names and addresses separated by commas or
 * blanks; a name also matches its subdomains, with or without a leading dot; `*` alone matches
 * everything; an address may be a network in CIDR form. As in wget and Go, an entry may have a
 * port, and `*.name` means `.name`.
 */
export function isProxyExempt(url: URL, noProxy: string): boolean {
  const entries = noProxy.toLowerCase().split(/[\s,]+/);
  if (noProxy.trim() === '*') return true;
  return entries.some((entry) => entry !== '' && matches(url, entry));
}

function matches(url: URL, entry: string): boolean {
  const host = unwrapHost(url.hostname).replace(/\.$/, '');
  const { name, port } = splitPort(entry);
  if (port !== undefined && port !== (url.port || defaultPorts[url.protocol])) return false;
  if (isIP(host) !== 0) return isSameAddress(host, unwrapHost(name));
  const suffix = name.replace(/^\*?\./, '').replace(/\.$/, '');
  return host === suffix || host.endsWith(`.${suffix}`);
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

function splitPort(entry: string): { name: string; port?: string | undefined } {
  if (isIP(entry) !== 0) return { name: entry };
  const parts = /^(?<name>[^:]+|\[.+\]):(?<port>\d+)$/.exec(entry)?.groups;
  return { name: parts?.['name'] ?? entry, port: parts?.['port'] };
}

function isSameAddress(host: string, entry: string): boolean {
  const [address = '', prefix] = entry.split('/');
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : Number(prefix);
  if (family === 0 || family !== isIP(host) || !(length >= 0 && length <= bits)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  const network = new BlockList();
  network.addSubnet(address, length, type);
  return network.check(host, type);
}
