import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { isLoopbackHost } from '../network/loopback.ts';
import type { LinkPolicy } from './download-request.ts';

/**
 * Refuses a Link that points elsewhere than to the store, before anything is sent there.
 * @throws SiemExportError naming the host, never the query
 */
export function checkLink(link: string, policy: LinkPolicy): void {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined) throw refuse('the Link is not a URL');
  if (url.username !== '' || url.password !== '') throw refuse('the Link holds a user name');
  const host = toPlainText(url.host);
  if (isLoopbackHost(url.hostname)) {
    if (policy.allowLoopback && /^https?:$/.test(url.protocol)) return;
    throw refuse(`the Link points to ${host}, an address of this machine`);
  }
  if (url.protocol !== 'https:') {
    throw refuse(`the Link to ${host} is not https but ${toPlainText(url.protocol)}`);
  }
  if (policy.allowedHosts.some((pattern) => matchesHost(url, pattern))) return;
  throw refuse(
    `the Link points to ${host}, which is not among the allowed hosts (${policy.allowedHosts.join(', ')})`,
    `If that host is right, allow it with --allow-host ${host}.`,
  );
}

/** `*.example.com` matches any name below it; a pattern without a port matches every port. */
function matchesHost({ host, hostname }: URL, pattern: string): boolean {
  const name = pattern.includes(':') ? host : hostname;
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function refuse(message: string, hint?: string): SiemExportError {
  return new SiemExportError('LinkRefused', 'download', message, { hint });
}
