import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { isLoopbackHost } from '../network/loopback.ts';
import type { LinkPolicy } from './download-request.ts';
import { text, type Texts } from './texts.ts';

/**
 * Refuses a Link that points elsewhere than to the store, before anything is sent there. An address
 * inside the network is elsewhere, unless it was allowed by name: what is fetched is evidence, and a
 * Link that somebody forged must not reach what only this machine can.
 *
 * @throws SiemExportError naming the host, never the query
 */
export function checkLink(link: string, policy: LinkPolicy): void {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined) throw refuseLink((texts) => texts.linkNoUrl);
  if (url.username !== '' || url.password !== '') throw refuseLink((texts) => texts.linkHoldsUser);
  const host = toPlainText(url.host);
  const isOurs = policy.allowLoopback && isLoopbackHost(url.hostname);
  if (isOurs && url.protocol === 'http:') return;
  if (url.protocol !== 'https:') {
    const protocol = toPlainText(url.protocol);
    throw refuseLink((texts) => texts.linkNotHttps(host, protocol));
  }
  if (isOurs || policy.allowedHosts.some((pattern) => matchesHost(url, pattern))) return;
  const allowed = policy.allowedHosts.join(', ');
  throw new SiemExportError(
    'LinkHostNotAllowed',
    'download',
    text((texts) => texts.hostNotAllowed(host, allowed)),
    { hint: text((texts) => texts.allowHost(host)) },
  );
}

/** `*.example.com` is any name below it; a pattern without a port is any port. */
function matchesHost({ host, hostname }: URL, written: string): boolean {
  const pattern = written.toLowerCase();
  const name = /(?:^|[^:]):\d+$|\]:\d+$/.test(pattern) ? host : hostname;
  if (pattern.startsWith('*.')) return name.endsWith(pattern.slice(1));
  return name === pattern || name === `[${pattern}]`;
}

function refuseLink(why: (texts: Texts) => string): SiemExportError {
  const message = text((texts) => texts.linkRefused(why(texts)));
  return new SiemExportError('LinkRefused', 'download', message, {
    hint: text((texts) => texts.linkRefusedHint),
  });
}
