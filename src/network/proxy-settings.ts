import type { Environment } from '../base/context.ts';
import { UsageError } from '../base/errors.ts';
import { isLoopbackHost } from './loopback.ts';
import { isProxyExempt } from './no-proxy.ts';
import { texts } from './texts.ts';

export interface ProxySettings {
  /** `http:` or `https:`, without user name and password: safe to print. */
  readonly url: URL;
  /** The value of `Proxy-Authorization`: a secret. */
  readonly authorization?: string | undefined;
}

/**
 * The proxy for a request to `url`: `https_proxy` or `http_proxy` by the URL's scheme, otherwise
 * `all_proxy`, each also in upper case. As with curl, lower case wins and `no_proxy` exempts.
 *
 * Unlike curl, loopback addresses never go through a proxy: a proxy elsewhere would connect to its own
 * machine, and the sandbox must work in any environment. The same applies to link-local addresses and
 * the ECS metadata service: each machine has its own.
 *
 * @throws UsageError naming the variable, never its value
 */
export function findProxy(url: URL, env: Environment): ProxySettings | undefined {
  if (isLoopbackHost(url.hostname) || isMetadataHost(url.hostname)) return undefined;
  const found =
    readVariable(env, `${url.protocol.slice(0, -1)}_proxy`) ?? readVariable(env, 'all_proxy');
  if (found === undefined) return undefined;
  const noProxy = readVariable(env, 'no_proxy');
  if (noProxy !== undefined && isProxyExempt(url, noProxy.value)) return undefined;
  return parseProxy(found.name, found.value);
}

/** For people: `direct`, or the proxy's scheme, host and port, without credentials. */
export function describeProxy(url: URL, env: Environment): string {
  return findProxy(url, env)?.url.origin ?? 'direct';
}

function readVariable(env: Environment, name: string) {
  for (const each of [name, name.toUpperCase()]) {
    const value = env[each]?.trim();
    if (value !== undefined && value !== '') return { name: each, value };
  }
  return undefined;
}

function parseProxy(name: string, value: string): ProxySettings {
  const url = parseProxyUrl(
    name,
    /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`,
  );
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return { url };
  const pair = `${decodeUserInfo(username)}:${decodeUserInfo(password)}`;
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function parseProxyUrl(name: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new UsageError(
    url === undefined ? texts.proxyNotAUrl(name) : texts.proxyNotSupported(name, url.protocol),
    { hint: texts.proxyEncodingHint },
  );
}

/** Keeps a `%` that encodes nothing. */
function decodeUserInfo(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param hostname of a URL, which normalizes addresses */
function isMetadataHost(hostname: string): boolean {
  return /^(?:169\.254(?:\.\d{1,3}){2}|100\.100\.100\.200)$/.test(hostname);
}
