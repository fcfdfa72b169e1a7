import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import { isLoopbackHost } from '../network/loopback.ts';
import { incidentExport } from './export-family.ts';
import { texts } from './texts.ts';

export interface Endpoint {
  readonly url: URL;
  /** The sandbox, or a tunnel: download links may point to loopback addresses. */
  readonly isLoopback: boolean;
}

export interface EndpointChoice {
  /** The data region; one of `regions`. */
  readonly region: string;
  readonly vpc: boolean;
  /** A host or a URL instead of the region's endpoint. */
  readonly endpoint?: string | undefined;
}

export interface EndpointOptions {
  /** The option or variable that sets the endpoint, for errors. Default: `--endpoint`. */
  readonly place?: Text | undefined;
}

/** The data regions, the default one first. */
export const regions: readonly string[] = Object.keys(incidentExport.endpoints);

/** @throws UsageError naming the place, the value and what is allowed */
export function resolveEndpoint(
  { region, vpc, endpoint }: EndpointChoice,
  { place = '--endpoint' }: EndpointOptions = {},
): Endpoint {
  if (endpoint !== undefined) return parseEndpoint(endpoint, place);
  const { endpoints } = incidentExport;
  const hosts = Object.hasOwn(endpoints, region) ? endpoints[region] : undefined;
  if (hosts === undefined) {
    throw new UsageError(texts.regionNotAllowed(toPlainText(region), regions), {
      hint: texts.regionHint,
    });
  }
  return { url: new URL(`https://${vpc ? hosts.vpc : hosts.public}/`), isLoopback: false };
}

function parseEndpoint(given: string, place: Text): Endpoint {
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const createEndpointError = (why: Localized): UsageError =>
    new UsageError(texts.endpointRefused(place, why));
  const shown = `"${toPlainText(redactByName(given))}"`;
  if (!URL.canParse(written)) throw createEndpointError(texts.notAUrl(shown));
  const url = new URL(written);
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.username !== '' || url.password !== '') {
    throw createEndpointError(texts.holdsPassword);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw createEndpointError(texts.hasPath(shown));
  }
  if (url.protocol === 'http:' && !isLoopback) {
    throw createEndpointError(texts.plainHttp(url.host));
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw createEndpointError(texts.protocolNotSupported(url.protocol));
  }
  return { url, isLoopback };
}
