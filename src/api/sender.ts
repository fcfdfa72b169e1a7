import { randomBytes } from 'node:crypto';
import type { Context } from '../base/context.ts';
import { mask, type Redactor } from '../base/redaction.ts';
import { createHttpClient, type NetworkLimits } from '../network/http-client.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import { signRequest } from '../signing/sign-request.ts';
import { acceptResponse, type CallFacts } from './response.ts';
import {
  readResponse,
  retryAfterOf,
  type HideSecrets,
  type ReadResponse,
} from './response-elements.ts';
import { ApiError } from './api-error.ts';
import { createCallCredentials } from './call-credentials.ts';
import type { Endpoint } from './endpoints.ts';
import type { CallKind, ExportFamily } from './export-family.ts';
import type { ApiEvent, SignedRequest } from './export-task.ts';
import { maskHeaders } from './mask-headers.ts';
import type { AcceptedResponse } from './parse-export-task.ts';

export interface SenderOptions {
  readonly endpoint: Endpoint;
  readonly family: ExportFamily;
  readonly credentials: CredentialProvider;
  readonly context: Pick<Context, 'env' | 'clock'>;
  readonly userAgent: string;
  readonly limits?: NetworkLimits | undefined;
  /** Learns the keys, so that they are masked wherever they appear. */
  readonly redactor: Redactor;
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
}

/** One attempt of a call. */
export interface CallAttempt {
  readonly kind: CallKind;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Called with the request and with its response. */
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
  /** From here on the request may reach the service. */
  readonly onSending?: (() => void) | undefined;
}

/** Signs and sends single attempts. Remembers the clock skew and rejected credentials for later attempts. */
export interface Sender {
  /** @throws ApiError, NetworkError, UsageError; the signal's reason when aborted */
  send(attempt: CallAttempt): Promise<AcceptedResponse>;
  /** Signs an attempt without sending it. */
  sign(attempt: Pick<CallAttempt, 'kind' | 'body' | 'signal'>): Promise<SignedRequest>;
  /** `offsetMs`: how far the service's clock is ahead of this machine's. */
  correctClock(offsetMs: number): void;
  close(): void;
}

export function createSender(options: SenderOptions): Sender {
  const { family, context, userAgent, limits = {} } = options;
  const { clock } = context;
  const http = createHttpClient({
    env: context.env,
    userAgent,
    connectTimeoutMs: limits.connectTimeoutMs,
    readTimeoutMs: limits.requestTimeoutMs,
  });
  const callCredentials = createCallCredentials(options);
  let clockOffsetMs = 0;
  const sign = (kind: CallKind, body: string, credentials: Credentials): SignedRequest => {
    const date = clock.now() + clockOffsetMs;
    return createRequest({ action: family.actions[kind], body, date, credentials, options });
  };
  return {
    async sign({ kind, body, signal }) {
      return sign(kind, body, await callCredentials.get(signal));
    },
    async send({ kind, body, signal, onEvent, onSending }) {
      const credentials = await callCredentials.get(signal);
      const action = family.actions[kind];
      const request = sign(kind, body, credentials);
      onEvent?.({ type: 'request', action, ...request, headers: maskHeaders(request.headers) });
      const startedAt = clock.now();
      const received = await http.request({ ...request, signal, onSending });
      const response = readResponse(received, createHide(options.redactor, credentials));
      onEvent?.(describeResponse(action, response, clock.now() - startedAt));
      try {
        const elements = acceptResponse(response, callFacts(kind, options));
        return { elements, requestId: response.requestId, retryAfterMs: retryAfterOf(response) };
      } catch (error) {
        const isStale = error instanceof ApiError && error.entry[kind] === 'renew-credentials';
        if (isStale) callCredentials.reject(credentials, error);
        throw error;
      }
    },
    correctClock(offsetMs) {
      clockOffsetMs = offsetMs;
      options.onEvent?.({ type: 'clock-corrected', offsetMs });
    },
    close() {
      http.close();
    },
  };
}

/**
 * The access key id is no secret, but is not shown either. A download link keeps it: a link that was signed with
 * these credentials needs it.
 */
function createHide(redactor: Redactor, { accessKeyId }: Credentials): HideSecrets {
  return (text, name) => {
    const shown = redactor.redactValues(text);
    return name === 'Link' || accessKeyId === '' ? shown : shown.replaceAll(accessKeyId, mask);
  };
}

interface RequestFacts {
  readonly action: string;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly date: number;
  readonly credentials: Credentials;
  readonly options: SenderOptions;
}

function createRequest(facts: RequestFacts): SignedRequest {
  const { action, body, date, credentials, options } = facts;
  const { endpoint, family } = options;
  const method = 'POST' as const;
  const signed = signRequest({
    method,
    url: endpoint.url,
    action,
    version: family.version,
    contentType: 'application/x-www-form-urlencoded',
    body,
    credentials,
    date,
    nonce: randomBytes(16).toString('hex'),
  });
  const headers = { accept: 'application/json', ...signed };
  return { method, url: endpoint.url.href, headers, body };
}

function callFacts(
  kind: CallKind,
  { family, credentials, redactor, context }: SenderOptions,
): CallFacts {
  return {
    kind,
    ramAction: family.ramActions[kind],
    credentialSource: credentials.sourceText ?? credentials.source,
    now: context.clock.now(),
    redact: (text) => redactor.redact(text),
  };
}

function describeResponse(action: string, response: ReadResponse, elapsedMs: number): ApiEvent {
  const { requestId, http } = response;
  const headers = maskHeaders(http.headers);
  return { type: 'answer', action, status: http.status, requestId, elapsedMs, headers };
}
