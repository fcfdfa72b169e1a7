import type { Clock } from '../base/context.ts';
import { isSiemExportError, SiemExportError } from '../base/errors.ts';
import type { DownloadRequest } from './download-request.ts';
import { messageOf, optionsOf } from './error-texts.ts';
import { parseLinkExpiry } from './link-expiry.ts';
import { checkLink } from './link-policy.ts';
import type { LinkDeniedError } from './store-error.ts';
import { text } from './texts.ts';

/** No fresh Link was to be had, for the reason that the service gave. */
export class RenewalFailedError extends SiemExportError {
  override readonly name = 'RenewalFailed';
}

/** The Link that requests are made with, whichever it is by now. One for all connections. */
export interface LinkSource {
  /**
   * The Link; a fresh one where the old one ends before a transfer of `neededMs` would.
   * @throws SiemExportError where it points to where no Link may point
   */
  get(neededMs: number): Promise<string>;
  /**
   * The store refused `refused`: gets a fresh one, once until the store takes that.
   * @throws denial where no fresh one is to be had; RenewalFailedError
   */
  replace(refused: string, denial: LinkDeniedError): Promise<void>;
  /** The store took the present Link. */
  confirm(): void;
}

type LinkSourceOptions = Pick<
  DownloadRequest,
  'link' | 'policy' | 'renewLink' | 'signal' | 'onEvent'
> & { readonly clock: Pick<Clock, 'now'> };

/** A request needs some time until the store looks at its signature. */
const marginMs = 5000;

export function createLinkSource(options: LinkSourceOptions): LinkSource {
  const { policy, renewLink, signal, onEvent, clock } = options;
  let link = options.link;
  let isUnproven = false;
  let renewedForExpiryOf: string | undefined;
  let renewing: Promise<void> | undefined;

  const renew = async (ask: NonNullable<DownloadRequest['renewLink']>): Promise<void> => {
    const fresh = await ask(signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw toRenewalFailedError(error);
    });
    checkLink(fresh, policy);
    link = fresh;
    onEvent?.({ type: 'link-renewed' });
  };
  const renewOnce = (ask: NonNullable<DownloadRequest['renewLink']>): Promise<void> => {
    renewing ??= renew(ask).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  /** And no fresh one was tried for that reason. */
  const endsWithin = (ms: number): boolean => {
    const expiresAt = parseLinkExpiry(link);
    if (expiresAt === undefined || renewedForExpiryOf === link) return false;
    return expiresAt < clock.now() + ms + marginMs;
  };

  return {
    async get(neededMs) {
      if (renewLink !== undefined && endsWithin(neededMs)) {
        // The clock may be wrong, and a fresh Link no better: the store has the last word.
        await renewOnce(renewLink).catch(() => {
          signal.throwIfAborted();
        });
        renewedForExpiryOf = link;
      }
      checkLink(link, policy);
      return link;
    },
    async replace(refused, denial) {
      if (refused !== link) return;
      if (renewLink === undefined || isUnproven) throw denial;
      await renewOnce(renewLink);
      isUnproven = true;
    },
    confirm() {
      isUnproven = false;
    },
  };
}

function toRenewalFailedError(error: unknown): unknown {
  if (!isSiemExportError(error)) return error;
  const { code, exit } = error;
  const message = text((texts, say) => texts.noFreshLink(say(messageOf(error))));
  return new RenewalFailedError(code, exit, message, optionsOf(error));
}
