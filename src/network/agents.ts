import { Agent as HttpAgent } from 'node:http';
import type { Environment } from '../base/context.ts';
import { findProxy, type ProxySettings } from './proxy-settings.ts';
import { ReusingAgent } from './reused-read-buffer.ts';

/** How a request gets to its host. */
export interface Route {
  readonly agent: HttpAgent;
  /** The proxy's origin, safe to print; absent: direct. */
  readonly proxy?: string | undefined;
}

export interface Agents {
  /** @throws UsageError when a proxy variable cannot be used */
  routeTo(url: URL): Promise<Route>;
  /** Closes all connections, those in use too. */
  close(): void;
}

/**
 * Keeps connections and uses them again. Loads the proxy libraries only if a proxy is set, which most runs
 * do not need.
 */
export function createAgents(env: Environment): Agents {
  const agents = new Map<string, Promise<HttpAgent>>();
  return {
    async routeTo(url) {
      const proxy = findProxy(url, env);
      const key = `${url.protocol} ${proxy?.url.origin ?? 'direct'}`;
      const agent = agents.get(key) ?? createAgent(url, proxy);
      agents.set(key, agent);
      return { agent: await agent, proxy: proxy?.url.origin };
    },
    close() {
      for (const agent of agents.values()) {
        agent.then(
          (each) => {
            each.destroy();
          },
          () => undefined,
        );
      }
      agents.clear();
    },
  };
}

/**
 * If a name has several addresses, Node 20 gives each 250 ms. From Europe to Shanghai a connection may take
 * longer.
 */
export const connectOptions = { autoSelectFamilyAttemptTimeout: 2500 };
const options = { keepAlive: true, ...connectOptions };

async function createAgent(url: URL, proxy: ProxySettings | undefined): Promise<HttpAgent> {
  const isSecure = url.protocol === 'https:';
  if (proxy === undefined) return isSecure ? new ReusingAgent(options) : new HttpAgent(options);
  // In a header, not in the URL: with DEBUG set, the libraries print the URL.
  const headers =
    proxy.authorization === undefined ? {} : { 'Proxy-Authorization': proxy.authorization };
  if (isSecure) {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return new HttpsProxyAgent(proxy.url, { ...options, headers });
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return new HttpProxyAgent(proxy.url, { ...options, headers });
}
