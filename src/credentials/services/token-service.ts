import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { findCode } from '../../base/raise.ts';
import { redactLink } from '../../base/redaction.ts';
import type { HttpResponse, HttpRequest } from '../../network/http-client.ts';
import { networkCodes } from '../../network/codes.ts';
import { NetworkError, raiseNetworkError } from '../../network/network-error.ts';
import { credentialCodes } from '../codes.ts';
import type { SourceContext } from '../credential-source.ts';
import { texts } from './texts.ts';

/** A response with credentials has a few kilobytes. */
const maxBytes = 65_536;
/** The request that needs the credentials has not been sent yet. */
const phase = 'before-sending';

export interface ServiceRequest extends Omit<HttpRequest, 'maxBytes' | 'url'> {
  /** The name of the call in events. */
  readonly action: string;
  readonly url: URL;
}

/**
 * Sends one request to a service that issues credentials.
 * @throws NetworkError, always of the phase `before-sending`; the signal's reason when aborted
 */
export async function askService(
  { action, ...request }: ServiceRequest,
  { httpClient, clock, onExchange }: Pick<SourceContext, 'httpClient' | 'clock' | 'onExchange'>,
): Promise<HttpResponse> {
  const { method, url } = request;
  const startedAt = clock.now();
  const shown = { action, method, url: redactLink(url.href), headers: showable(request.headers) };
  onExchange?.({ type: 'request', ...shown, body: '' });
  try {
    const response = await httpClient.request({ ...request, maxBytes });
    const { status, headers } = response;
    const elapsedMs = clock.now() - startedAt;
    const requestId = showable(headers)['x-acs-request-id'];
    onExchange?.({
      type: 'answer',
      action,
      status,
      requestId,
      elapsedMs,
      headers: showable(headers),
    });
    return response;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const { code: reportedAs, cause } = error;
    const { message, hint = null } = error.texts;
    const code = findCode(networkCodes, reportedAs) ?? 'ERR_NETWORK';
    throw raiseNetworkError(code, {
      ...{ reportedAs, hint, cause, phase },
      message: texts.notFetched(message),
    });
  }
}

const openHeaders = [
  'accept',
  'content-type',
  'content-length',
  'date',
  'server',
  'x-acs-request-id',
];

function showable(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const pairs = openHeaders.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(
    pairs
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      .map(([name, value]) => [name, toPlainText(value)]),
  );
}

/** @param reportedAs the service's own code, or `ERR_STS` or `ERR_URI` if it sent none */
export function createUnavailable(reportedAs: string, host: string, status: number): NetworkError {
  const message = texts.notFetched(texts.returned(host, status));
  return new NetworkError('ERR_STS', credentialCodes.ERR_STS, { message, reportedAs, phase });
}

export function createTimeout(host: string, timeoutMs: number): NetworkError {
  const message = texts.notFetched(texts.tooSlow(host, timeoutMs / 1000));
  return raiseNetworkError('ETIMEDOUT', { message, phase });
}

/** The JSON object of a response, or undefined: anything else may contain a secret. */
export function parseResponseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Epoch milliseconds from ISO 8601; undefined if the time is missing or invalid. */
export function parseExpiration(text: string | undefined): number | undefined {
  const at = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
