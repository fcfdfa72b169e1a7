import type { Endpoint } from '../../api/endpoints.ts';
import { maskHeaders } from '../../api/mask-headers.ts';
import type { ApiEvent } from '../../api/export-task.ts';
import type { Clock, Context, Environment } from '../../base/context.ts';
import { userAgent } from '../../base/version.ts';
import {
  findProbeTarget,
  probeName,
  probePort,
  type ProbeOptions,
  type ProbeTarget,
} from '../../network/probe.ts';
import {
  probeExchange,
  type ProbeResponse,
  type ProbeExchange,
} from '../../network/probe-exchange.ts';
import { describeProxy } from '../../network/proxy-settings.ts';
import type { Found } from './check-list.ts';

/** @throws UsageError for a proxy variable that cannot be used */
export function checkProxy(
  { url, isLoopback }: Endpoint,
  region: string,
  env: Environment,
): Found<'proxy', ProbeTarget> {
  const store = isLoopback
    ? []
    : [{ host: `*.oss-${region}.aliyuncs.com`, proxy: describeProxy(storeUrl(region), env) }];
  const routes = [{ host: url.host, proxy: describeProxy(url, env) }, ...store];
  return { facts: { routes }, value: findProbeTarget(url, env) };
}

/** Any bucket will do: `NO_PROXY` matches by domain. */
function storeUrl(region: string): URL {
  return new URL(`https://bucket.oss-${region}.aliyuncs.com/`);
}

export async function checkName(
  target: ProbeTarget,
  options: ProbeOptions,
): Promise<Found<'dns', ProbeTarget>> {
  const { elapsedMs, value: addresses } = await measure(options.clock, () =>
    probeName(target, options),
  );
  return { facts: { host: target.host, addresses, elapsedMs }, value: target };
}

export async function checkPort(
  target: ProbeTarget,
  options: ProbeOptions,
): Promise<Found<'tcp', ProbeTarget>> {
  const { host, port } = target;
  const { elapsedMs } = await measure(options.clock, () => probePort(target, options));
  return { facts: { host, port, elapsedMs }, value: target };
}

export interface ExchangeOptions extends ProbeOptions, Pick<Context, 'env'> {
  readonly onApiEvent?: ((event: ApiEvent) => void) | undefined;
}

/** Sends an unsigned request, which needs no credentials. Any response will do. */
export async function checkTls(
  target: ProbeTarget,
  options: ExchangeOptions,
): Promise<Found<'tls', ProbeExchange>> {
  const { onApiEvent } = options;
  const headers = { accept: 'application/json', 'user-agent': userAgent };
  const { href: url, protocol } = target.url;
  onApiEvent?.({ type: 'request', action, method: 'GET', url, headers, body: '' });
  const exchange = await probeExchange(target, { ...options, headers });
  const { readyMs, response, error } = exchange;
  if (response !== undefined) {
    const { status, elapsedMs } = response;
    const shown = maskHeaders(response.headers);
    onApiEvent?.({ type: 'answer', action, status, elapsedMs, headers: shown });
  }
  if (readyMs === undefined && error !== undefined) throw error;
  const elapsedMs = protocol === 'https:' ? readyMs : undefined;
  return { facts: { protocol: response?.protocol, elapsedMs }, value: exchange };
}

const action = 'unsigned request';

/** @throws NetworkError if no response arrived */
export function checkResponse({ response, error }: ProbeExchange): Found<'answer', ProbeResponse> {
  if (response === undefined) throw error ?? new Error('neither response nor error');
  const { status, elapsedMs } = response;
  return { facts: { status, elapsedMs }, value: response };
}

/** From here on, times in logs and receipts mislead. The service rejects requests from 15 minutes on. */
const noteworthyMs = 60_000;

export function checkClock({ headers }: ProbeResponse, clock: Clock): Found<'clock', undefined> {
  const time = Date.parse(headers.date ?? '');
  const offsetMs = Number.isNaN(time) ? undefined : time - clock.now();
  const isNote = Math.abs(offsetMs ?? 0) >= noteworthyMs;
  return { facts: { offsetMs }, isNote, value: undefined };
}

async function measure<T>(clock: Clock, work: () => Promise<T>) {
  const startedAt = clock.now();
  const value = await work();
  return { value, elapsedMs: clock.now() - startedAt };
}
