import { UsageError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import { isLoopbackHost } from '../network/loopback.ts';
import { incidentExport } from './export-family.ts';

export interface Endpoint {
  readonly url: URL;
  /** The sandbox, or a tunnel: Links may point to loopback addresses then. */
  readonly isLoopback: boolean;
}

export interface EndpointChoice {
  /** The data region; one of `regions`. */
  readonly region: string;
  readonly vpc: boolean;
  /** A host or a URL in the place of the region's own endpoint. */
  readonly endpoint?: string | undefined;
}

/** The data regions, the default one first. */
export const regions: readonly string[] = Object.keys(incidentExport.endpoints);

/** @throws UsageError naming the value and what is allowed */
export function resolveEndpoint({ region, vpc, endpoint }: EndpointChoice): Endpoint {
  if (endpoint !== undefined) return parseEndpoint(endpoint);
  const { endpoints } = incidentExport;
  const hosts = Object.hasOwn(endpoints, region) ? endpoints[region] : undefined;
  if (hosts === undefined) {
    throw new UsageError(
      `--region: "${toPlainText(region)}" is not allowed; allowed are ${regions.join(' and ')}`,
      {
        hint: 'The data of cn-hangzhou is served from cn-shanghai; name the data region.',
      },
    );
  }
  return { url: new URL(`https://${vpc ? hosts.vpc : hosts.public}/`), isLoopback: false };
}

function parseEndpoint(text: string): Endpoint {
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const refuse = (why: string): UsageError =>
    new UsageError(
      `--endpoint: ${why}; allowed is a host such as cloud-siem.cn-shanghai.aliyuncs.com, or an https URL without path`,
    );
  const shown = `"${toPlainText(redactByName(text))}"`;
  if (!URL.canParse(written)) throw refuse(`${shown} is neither a host nor a URL`);
  const url = new URL(written);
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.username !== '' || url.password !== '') throw refuse('it holds a user name or password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse(`${shown} has a path, a query or a fragment`);
  }
  if (url.protocol === 'http:' && !isLoopback) {
    throw refuse(`plain http is for loopback addresses only, and ${url.host} is none`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refuse(`${url.protocol} is not spoken there`);
  }
  return { url, isLoopback };
}
