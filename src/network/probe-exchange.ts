import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Environment } from '../base/context.ts';
import { untilAborted } from '../base/until-aborted.ts';
import { createAgents } from './agents.ts';
import { NetworkError } from './network-error.ts';
import { withinStep, type ProbeOptions, type ProbeTarget } from './probe.ts';
import { sendRequest } from './send-request.ts';

export interface ProbeExchangeOptions extends ProbeOptions {
  readonly env: Environment;
  readonly headers: Readonly<Record<string, string>>;
}

/** How far a request got, and how long each part took. */
export interface ProbeExchange {
  /** Milliseconds until it could be sent, proxy and TLS included. Absent if it was not sent. */
  readonly readyMs?: number | undefined;
  readonly response?: ProbeResponse | undefined;
  /** Why no response arrived. */
  readonly error?: NetworkError | undefined;
}

export interface ProbeResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** `TLSv1.3`; absent over plain http. */
  readonly protocol?: string | undefined;
  /** Milliseconds from the request to the first byte of the response. */
  readonly elapsedMs: number;
}

/**
 * Sends one GET over a new connection, the way all requests are sent.
 * @returns also if it fails
 * @throws UsageError for a proxy that cannot be used; the signal's reason when aborted
 */
export async function probeExchange(
  target: ProbeTarget,
  options: ProbeExchangeOptions,
): Promise<ProbeExchange> {
  // Loading is not measured.
  const { got } = await import('got');
  const { clock, signal, timeoutMs, env, headers } = options;
  const agents = createAgents(env);
  const ending = new AbortController();
  const step = <T>(work: Promise<T>) =>
    withinStep(target, options, (limited) => untilAborted(work, limited));
  let readyMs: number | undefined;
  try {
    const route = await agents.routeTo(target.url);
    const startedAt = clock.now();
    let onReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      onReady = resolve;
    });
    const onSending = (): void => {
      readyMs = clock.now() - startedAt;
      onReady();
    };
    const responding = sendRequest(
      { method: 'GET', url: target.url, headers, signal: ending.signal, onSending },
      {
        got,
        route,
        connectTimeoutMs: timeoutMs,
        readTimeoutMs: timeoutMs,
        idleTimeoutMs: timeoutMs,
      },
    );
    await step(Promise.race([ready, responding]));
    const sentAt = clock.now();
    const response = await step(responding);
    return { readyMs, response: describeProbeResponse(response, clock.now() - sentAt) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NetworkError) return { readyMs, error };
    throw error;
  } finally {
    ending.abort();
    agents.close();
  }
}

function describeProbeResponse(response: IncomingMessage, elapsedMs: number): ProbeResponse {
  const { statusCode = 0, headers, socket } = response;
  const protocol = socket instanceof TLSSocket ? socket.getProtocol() : null;
  response.destroy();
  return { status: statusCode, headers, protocol: protocol ?? undefined, elapsedMs };
}
