import type { ErrorText } from '../../../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../../base/json.ts';
import { toPlainText } from '../../../base/plain-text.ts';
import { redactLink } from '../../../base/redaction.ts';
import type { HttpResponse, HttpRequest } from '../../../network/http-client.ts';
import { networkCodes } from '../../../network/codes.ts';
import { NetworkError } from '../../../network/network-error.ts';
import type { SourceContext } from '../credential-source.ts';
import { text } from './texts.ts';

/** An answer with keys in it has a few kilobytes. */
const maxBytes = 65_536;

export interface ServiceRequest extends Omit<HttpRequest, 'maxBytes' | 'url'> {
  /** What is asked for, for whoever watches. */
  readonly action: string;
  readonly url: URL;
}

/**
 * Sends one request to a service that gives keys.
 * @throws NetworkError: for the request that the keys are for, nothing has been sent yet; the
 *   signal's reason when aborted
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
    const { code, texts, retryable, cause } = error;
    throw createUnavailableError(code, texts.message, { hint: texts.hint, retryable, cause });
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

/** A token service that cannot be reached, or asks to come back later. */
export function createUnavailableError(
  code: string,
  reason: ErrorText,
  options: { hint?: ErrorText | undefined; retryable?: boolean; cause?: unknown } = {},
): NetworkError {
  const message = text((texts, say) => texts.notFetched(say(reason)));
  const { hint = null, retryable = true, cause } = options;
  const entry = { ...networkCodes.ERR_NETWORK, retryable };
  return new NetworkError(code, entry, { message, hint, cause, phase: 'before-sending' });
}

/** The JSON object of an answer, or undefined: what it is instead may hold a secret. */
export function parseResponseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Epoch milliseconds from ISO 8601; undefined where there is no such time, or it cannot be read. */
export function parseExpiration(text: string | undefined): number | undefined {
  const at = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
