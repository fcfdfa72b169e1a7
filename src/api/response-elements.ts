import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { HttpResponse } from '../network/http-client.ts';

/** An answer as far as it can be read, before anything is believed. */
export interface ReadResponse {
  readonly http: HttpResponse;
  /** The body's bytes as text. */
  readonly text: string;
  /** Absent where the body is not a whole JSON object. */
  readonly elements?: JsonObject | undefined;
  /** `RequestId`, else the header of that meaning; fit to be shown. */
  readonly requestId?: string | undefined;
}

export function readResponse(http: HttpResponse): ReadResponse {
  const text = http.body.toString('utf8').replace(/^\ufeff/, '');
  const elements = http.isCut ? undefined : readElements(text);
  const header = http.headers['x-acs-request-id'];
  const requestId =
    (elements === undefined ? undefined : plainTextOf(elements, 'RequestId')) ??
    (typeof header === 'string' ? toPlainText(header).slice(0, 100) : undefined);
  return { http, text, elements, requestId };
}

function readElements(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An element by its documented name; some services write the initial small. */
export function fieldOf(elements: JsonObject, name: string): JsonValue | undefined {
  return elements[name] ?? elements[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** A string element that is not empty; anything else counts as absent. */
export function textOf(elements: JsonObject, name: string): string | undefined {
  const value = fieldOf(elements, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A string element, fit to be shown. */
export function plainTextOf(elements: JsonObject, name: string): string | undefined {
  const text = textOf(elements, name);
  return text === undefined ? undefined : toPlainText(text).slice(0, 200);
}

/** The service's clock when it answered, epoch milliseconds. */
export function serverTimeOf({ http }: Pick<ReadResponse, 'http'>): number | undefined {
  const time = Date.parse(http.headers.date ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** When the service wants to be asked again, in milliseconds: `x-acs-retry-after`, else HTTP's own in seconds. */
export function retryAfterOf({ http }: Pick<ReadResponse, 'http'>): number | undefined {
  const own = wholeNumber(http.headers['x-acs-retry-after']);
  if (own !== undefined) return own;
  const seconds = wholeNumber(http.headers['retry-after']);
  return seconds === undefined ? undefined : 1000 * seconds;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
