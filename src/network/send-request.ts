import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Got, StreamOptions } from 'got';
import { onAbort } from '../base/on-abort.ts';
import type { Route } from './agents.ts';
import type { NetworkCode } from './codes.ts';
import { raiseNetworkError, toNetworkError, type SendingPhase } from './network-error.ts';
import { texts } from './texts.ts';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
  /** From here on the request may reach the server. */
  readonly onSending?: (() => void) | undefined;
}

export interface SendOptions {
  readonly got: Got;
  readonly route: Route;
  /** From the DNS lookup to the end of the TLS handshake, including the proxy's part. */
  readonly connectTimeoutMs: number;
  /** From the request's last byte to the response's first. */
  readonly readTimeoutMs: number;
  /** Between any two bytes. */
  readonly idleTimeoutMs: number;
  /** From the response's first byte to its last; undefined: no limit. */
  readonly bodyTimeoutMs?: number | undefined;
}

/**
 * Sends one request and resolves with the raw response when its headers arrive; through got's own stream, a
 * large body would take twice the time. The caller must read or destroy it. If the signal is aborted while
 * the body is read, the response is destroyed with the signal's reason.
 *
 * @throws NetworkError; the signal's reason when aborted
 */
export async function sendRequest(
  outgoing: OutgoingRequest,
  options: SendOptions,
): Promise<IncomingMessage> {
  const { url, signal } = outgoing;
  const { proxy } = options.route;
  signal.throwIfAborted();
  const stream = options.got.stream(url, gotOptions(outgoing, options));
  let phase: SendingPhase = 'before-sending';
  let response: IncomingMessage | undefined;

  return await new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      const reason = signal.aborted
        ? reasonOf(signal)
        : toNetworkError(error, { url, phase, proxy });
      reject(reason);
      response?.destroy(reason);
      stream.destroy();
    };
    stream.on('error', fail);
    const stopListening = onAbort(signal, () => {
      fail(signal.reason);
    });
    stream.once('close', stopListening);
    stream.once('request', (request: ClientRequest) => {
      request.on('error', fail);
      failOnRefusal(request, proxy, fail);
      failWithoutResponse(request, fail);
      // Its timer is there for all of its time: one for each request would add up.
      const stopLimit = request.reusedSocket
        ? undefined
        : limitConnecting(options.connectTimeoutMs, fail);
      stream.once('close', () => stopLimit?.());
      whenConnected(request, url, () => {
        phase = 'after-sending';
        outgoing.onSending?.();
        stopLimit?.();
      });
    });
    stream.once('response', (raw: IncomingMessage) => {
      response = detach(raw);
      response.once('close', () => stream.destroy());
      resolve(response);
    });
  });
}

function gotOptions(outgoing: OutgoingRequest, options: SendOptions): StreamOptions {
  const { agent } = options.route;
  const { readTimeoutMs, idleTimeoutMs, bodyTimeoutMs } = options;
  return {
    method: outgoing.method,
    headers: outgoing.headers,
    ...bodyOf(outgoing),
    agent: outgoing.url.protocol === 'https:' ? { https: agent as never } : { http: agent },
    timeout: {
      socket: idleTimeoutMs,
      response: readTimeoutMs,
      ...(bodyTimeoutMs === undefined ? {} : { read: bodyTimeoutMs }),
    },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
  };
}

/** Without a body, got's stream waits for writes, except for GET. */
function bodyOf({ method, body }: OutgoingRequest): Pick<StreamOptions, 'body'> {
  if (body !== undefined) return { body };
  return method === 'GET' ? {} : { body: '' };
}

/**
 * Not got's own limit, which starts with the socket: a proxy that never responds does not open one.
 * @returns removes the limit
 */
function limitConnecting(connectTimeoutMs: number, fail: (error: unknown) => void): () => void {
  const limit = AbortSignal.timeout(connectTimeoutMs);
  const onLimit = () => {
    const seconds = String(connectTimeoutMs / 1000);
    fail(Object.assign(new Error(`no connection within ${seconds} s`), { code: 'ConnectTimeout' }));
  };
  limit.addEventListener('abort', onLimit, { once: true });
  return () => {
    limit.removeEventListener('abort', onLimit);
  };
}

/** Before that, nothing of the request can have reached the server. */
function whenConnected(request: ClientRequest, url: URL, then: () => void): void {
  request.once('socket', (socket) => {
    if (request.reusedSocket) then();
    else if (url.protocol === 'https:') socket.once('secureConnect', then);
    else if (socket.connecting) socket.once('connect', then);
    else then();
  });
}

/** Node.js reports neither a switch of protocols that nobody asked for, nor a connection that ends with it. */
function failWithoutResponse(request: ClientRequest, fail: (error: unknown) => void): void {
  const failWith = (code: string, message: string): void => {
    fail(Object.assign(new Error(message), { code }));
  };
  request.once('upgrade', (_, socket: Duplex) => {
    socket.destroy();
    failWith('HPE_PAUSED_UPGRADE', 'the server switched protocols');
  });
  let hasResponse = false;
  request.once('response', () => (hasResponse = true));
  request.once('close', () => {
    if (!hasResponse) failWith('ECONNRESET', 'no response');
  });
}

/** Where a proxy refuses CONNECT, its library hands the refusal on as if the server had answered. */
function failOnRefusal(
  request: ClientRequest,
  proxy: string | undefined,
  fail: (error: unknown) => void,
): void {
  request.once('proxyConnect', ({ statusCode }: { readonly statusCode?: number }) => {
    if (statusCode === undefined || statusCode === 200) return;
    fail(
      raiseNetworkError(refusalCode(statusCode), {
        phase: 'before-sending',
        message: texts.proxyRefused(proxy ?? '', statusCode),
      }),
    );
  });
}

function refusalCode(statusCode: number): NetworkCode {
  // tinyproxy returns 401 for a wrong password.
  if (statusCode === 407 || statusCode === 401) return 'ProxyAuthenticationRequired';
  return statusCode >= 500 ? 'ProxyUnavailable' : 'ProxyRefused';
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason as Error;
}

/** Detaches the response from got's stream, which already listens for its data. */
function detach(response: IncomingMessage): IncomingMessage {
  return response.removeAllListeners('readable');
}
