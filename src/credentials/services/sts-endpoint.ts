import { isLoopbackHost } from '../../network/loopback.ts';
import type { Text } from '../../base/ui-language.ts';
import { raise } from '../codes.ts';
import type { SourceContext } from '../credential-source.ts';
import { isTrue, readVariable } from '../environment-variable.ts';
import { texts } from './texts.ts';

/** The settings of a profile for the security token service. */
export interface StsChoice {
  /** A host or a URL. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  readonly vpc?: boolean | undefined;
  /** Names the endpoint in messages. */
  readonly place: Text;
}

/**
 * The endpoint of the security token service: from the profile, else from the variables of the
 * vendor's SDKs, else the one for all regions. Plain http is for loopback addresses only.
 */
export function resolveStsEndpoint(choice: StsChoice, { env }: Pick<SourceContext, 'env'>): URL {
  if (choice.endpoint !== undefined) return parseEndpoint(choice.endpoint, choice.place);
  const vpc = choice.vpc ?? isTrue(env, 'ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED');
  const hostOf = (region: string) => `${vpc ? 'sts-vpc' : 'sts'}.${region}.aliyuncs.com`;
  if (choice.region !== undefined) return parseEndpoint(hostOf(choice.region), choice.place);
  const endpoint = readVariable(env, 'ALIBABA_CLOUD_STS_ENDPOINT');
  if (endpoint !== undefined) return parseEndpoint(endpoint, 'ALIBABA_CLOUD_STS_ENDPOINT');
  const region = readVariable(env, 'ALIBABA_CLOUD_STS_REGION');
  if (region !== undefined) return parseEndpoint(hostOf(region), 'ALIBABA_CLOUD_STS_REGION');
  return new URL('https://sts.aliyuncs.com/');
}

function parseEndpoint(given: string, place: Text): URL {
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const isBare = url?.pathname === '/' && url.search === '' && url.username === '';
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (url !== undefined && isBare && isSafe) return url;
  throw raise('CredentialsMalformed', {
    message: texts.endpointInvalid(place),
    hint: texts.endpointHint,
  });
}
