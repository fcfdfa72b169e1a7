import type { Clock } from '../../base/context.ts';
import { isSiemExportError, SiemExportError } from '../../base/errors.ts';
import { toShortText } from '../../base/plain-text.ts';
import { isLoopbackHost } from '../../network/loopback.ts';
import type { DownloadRequest, LinkPolicy } from '../download-request.ts';
import type { LinkDeniedError } from './errors.ts';
import { raiseStoreError } from './codes.ts';
import { texts } from './texts.ts';

/** The link that requests are made with. All connections share it. */
export interface LinkSource {
  /**
   * The link; a new one if it expires before a transfer of `neededMs` ends.
   * @throws SiemExportError if the link points to a host that is not allowed
   */
  get(neededMs: number): Promise<string>;
  /**
   * Replaces a link that the store rejected. A new link that is rejected at once is not replaced again.
   * @throws denial if no new link can be requested; RenewalFailedError
   */
  replace(rejected: string, denial: LinkDeniedError): Promise<void>;
  /** The store accepted the current link. */
  confirm(): void;
}

type LinkSourceOptions = Pick<
  DownloadRequest,
  'link' | 'policy' | 'renewLink' | 'signal' | 'onEvent'
> & { readonly clock: Pick<Clock, 'now'> };

/** The time that a request may take until the store checks its signature. */
const marginMs = 5000;

export function createLinkSource(options: LinkSourceOptions): LinkSource {
  const { policy, renewLink, signal, onEvent, clock } = options;
  let link = options.link;
  let isUnproven = false;
  let renewedForExpiryOf: string | undefined;
  let renewing: Promise<void> | undefined;

  const renew = async (ask: NonNullable<DownloadRequest['renewLink']>): Promise<void> => {
    const renewed = await ask(signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw isSiemExportError(error) ? new RenewalFailedError(error) : error;
    });
    checkLink(renewed, policy);
    link = renewed;
    onEvent?.({ type: 'link-renewed' });
  };
  const renewOnce = (ask: NonNullable<DownloadRequest['renewLink']>): Promise<void> => {
    renewing ??= renew(ask).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const needsRenewal = (neededMs: number): boolean => {
    const expiresAt = parseLinkExpiry(link);
    if (expiresAt === undefined || renewedForExpiryOf === link) return false;
    return expiresAt < clock.now() + neededMs + marginMs;
  };

  return {
    async get(neededMs) {
      if (renewLink !== undefined && needsRenewal(neededMs)) {
        // This machine's clock may be wrong, so a failure is ignored: the store may accept the old link.
        await renewOnce(renewLink).catch(() => {
          signal.throwIfAborted();
        });
        renewedForExpiryOf = link;
      }
      checkLink(link, policy);
      return link;
    },
    async replace(rejected, denial) {
      if (rejected !== link) return;
      if (renewLink === undefined || isUnproven) throw denial;
      await renewOnce(renewLink);
      isUnproven = true;
    },
    confirm() {
      isUnproven = false;
    },
  };
}

/** The service returned no new link. Its request has had its own retries. */
export class RenewalFailedError extends SiemExportError {
  override readonly name = 'RenewalFailedError';

  constructor(reason: SiemExportError) {
    const { code, exit, texts: said, retryable, requestId, status, cause } = reason;
    const { message, hint } = said;
    super(code, exit, texts.notRenewed(message), { hint, retryable, requestId, status, cause });
  }
}

/**
 * Refuses a link to any host that is not allowed, before a request is sent. Hosts inside the network
 * are refused too, unless they are allowed by name: a forged link must not reach them.
 *
 * @throws SiemExportError that names the host, never the query
 */
export function checkLink(link: string, policy: LinkPolicy): void {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url === undefined) throw raiseStoreError('LinkRefused', { message: texts.linkNotUrl });
  if (url.username !== '' || url.password !== '') {
    throw raiseStoreError('LinkRefused', { message: texts.linkHasUser });
  }
  const host = toShortText(url.host);
  const isLoopback = policy.allowLoopback && isLoopbackHost(url.hostname);
  if (isLoopback && url.protocol === 'http:') return;
  if (url.protocol !== 'https:') {
    const message = texts.linkNotHttps(host, toShortText(url.protocol));
    throw raiseStoreError('LinkRefused', { message });
  }
  if (isLoopback || policy.allowedHosts.some((pattern) => matchesHost(url, pattern))) return;
  const message = texts.hostNotAllowed(host, policy.allowedHosts.join(', '));
  throw raiseStoreError('LinkHostNotAllowed', { message, hint: texts.allowHost(host) });
}

/** `*.example.com` matches any name below it; a pattern without a port matches any port. */
function matchesHost({ host, hostname }: URL, written: string): boolean {
  const pattern = written.toLowerCase();
  const name = /(?:^|[^:]):\d+$|\]:\d+$/.test(pattern) ? host : hostname;
  if (pattern.startsWith('*.')) return name.endsWith(pattern.slice(1));
  return name === pattern || name === `[${pattern}]`;
}

/**
 * When a link expires, in epoch milliseconds, if its query states it. The session that signed it may
 * expire earlier. Supports OSS signatures V1, V2 and V4, and S3.
 */
export function parseLinkExpiry(link: string): number | undefined {
  if (!URL.canParse(link)) return undefined;
  const query = new Map(
    [...new URL(link).searchParams].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const from = (name: string): number => Number(query.get(name) ?? Number.NaN);
  const signedAt = parseCompactTime(query.get('x-oss-date') ?? query.get('x-amz-date'));
  const lifetime = query.has('x-amz-expires') ? from('x-amz-expires') : from('x-oss-expires');
  const isRelative = query.has('x-oss-date') || query.has('x-amz-date');
  const absolute = query.has('expires') ? from('expires') : from('x-oss-expires');
  const seconds = isRelative ? signedAt + lifetime : absolute;
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/** `20261124T000000Z` as epoch seconds. */
function parseCompactTime(text = ''): number {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) / 1000;
}

/** A link without its query: it is a secret and differs from link to link. */
export function sourceOf(link: string): string {
  const { origin, pathname } = new URL(link);
  return origin + pathname;
}
