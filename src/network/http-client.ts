import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Environment } from '../base/context.ts';
import { releaseMemory } from '../base/release-memory.ts';
import { createAgents } from './agents.ts';
import { toNetworkError } from './network-error.ts';
import { sendRequest, type OutgoingRequest, type SendOptions } from './send-request.ts';

/** How patient requests are; what is left out has a default. */
export interface NetworkLimits {
  /** Failures in a row before a request is given up. 0: no request is repeated. */
  readonly retries?: number | undefined;
  /** For a connection, including TLS and a proxy. Default: 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** For one response of the API; for a file, how long its body may stall. Default: 30 s. */
  readonly requestTimeoutMs?: number | undefined;
}

export const defaultRequestTimeoutMs = 30_000;

export interface HttpClientOptions {
  /** Its proxy variables are used. */
  readonly env: Environment;
  readonly userAgent: string;
  /** Default: 10 s. */
  readonly connectTimeoutMs?: number | undefined;
  /** How long the server may be silent; for `request` also how long a body may take. Default: 30 s. */
  readonly readTimeoutMs?: number | undefined;
  /**
   * How long a connection may be silent while a stream's body is read or paused. Default:
   * `readTimeoutMs`.
   */
  readonly streamIdleTimeoutMs?: number | undefined;
}

export interface HttpRequest extends Omit<OutgoingRequest, 'url'> {
  readonly url: string | URL;
  /** Default: the client's. */
  readonly connectTimeoutMs?: number | undefined;
  /** Longer bodies are cut. Default: 1 MiB. */
  readonly maxBytes?: number | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Never decompressed. */
  readonly body: Buffer;
  /** The body is longer than `maxBytes`; the rest of it was not read. */
  readonly isCut: boolean;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /**
   * The raw body: read it to its end or destroy it. It emits `error` if the connection breaks or ends before
   * `content-length` (pass that to `toNetworkError`), and the signal's reason if the signal is aborted.
   */
  readonly body: IncomingMessage;
}

/**
 * The one way out to the network: keep-alive, proxies from the environment, no redirects, cookies,
 * retries or decompression, whatever the status.
 */
export interface HttpClient {
  /** @throws NetworkError; UsageError for a proxy that cannot be used; the signal's reason when aborted */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Resolves with the headers. @throws as `request` */
  openStream(request: Omit<HttpRequest, 'method' | 'body' | 'maxBytes'>): Promise<HttpStream>;
  /** Closes all connections. */
  close(): void;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { env, userAgent, readTimeoutMs = defaultRequestTimeoutMs } = options;
  const { streamIdleTimeoutMs = readTimeoutMs } = options;
  const agents = createAgents(env);

  const send = async (
    outgoing: OutgoingRequest,
    limitsOfBody: Pick<SendOptions, 'idleTimeoutMs' | 'bodyTimeoutMs'>,
    connectTimeoutMs = options.connectTimeoutMs ?? 10_000,
  ) => {
    // Loaded with the first request: commands that send nothing start faster.
    const { got } = await import('got');
    const route = await agents.routeTo(outgoing.url);
    const headers = { 'user-agent': userAgent, ...outgoing.headers };
    const limits = { connectTimeoutMs, readTimeoutMs, ...limitsOfBody };
    const response = await sendRequest({ ...outgoing, headers }, { got, route, ...limits });
    if (route.proxy !== undefined) releaseWhatIsParsed(response);
    return response;
  };

  return {
    async request({ maxBytes = 2 ** 20, connectTimeoutMs, ...request }) {
      const url = new URL(request.url);
      const response = await send(
        { ...request, url },
        { idleTimeoutMs: readTimeoutMs, bodyTimeoutMs: readTimeoutMs },
        connectTimeoutMs,
      );
      try {
        return { ...headOf(response), ...(await readBody(response, maxBytes)) };
      } catch (error) {
        request.signal.throwIfAborted();
        throw toNetworkError(error, { url, phase: 'after-sending' });
      }
    },
    async openStream(request) {
      const response = await send(
        { ...request, method: 'GET', url: new URL(request.url) },
        { idleTimeoutMs: streamIdleTimeoutMs },
      );
      return { ...headOf(response), body: response };
    },
    close() {
      agents.close();
    },
  };
}

/**
 * Frees chunks of a proxied connection as soon as the HTTP parser, which listens first, has copied the body's
 * bytes. Direct connections read into the same memory again and again (`ReusingAgent`); Node has no such
 * option for connections within a tunnel.
 */
function releaseWhatIsParsed(response: IncomingMessage): void {
  const { socket } = response;
  socket.on('data', releaseMemory);
  response.once('close', () => socket.off('data', releaseMemory));
}

function headOf(response: IncomingMessage) {
  return { status: response.statusCode ?? 0, headers: response.headers };
}

/** Stops at `maxBytes`; reads nothing if `content-length` exceeds it. */
async function readBody(response: IncomingMessage, maxBytes: number) {
  const chunks: Buffer[] = [];
  let sizeBytes = Number(response.headers['content-length'] ?? 0);
  if (sizeBytes > maxBytes) {
    response.destroy();
    return { body: Buffer.alloc(0), isCut: true };
  }
  sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) break;
    chunks.push(chunk);
  }
  return { body: Buffer.concat(chunks), isCut: sizeBytes > maxBytes };
}
