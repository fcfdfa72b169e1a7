import type { IncomingHttpHeaders } from 'node:http';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { HttpResponse } from '../network/http-client.ts';

/** A response, parsed but not yet checked. */
export interface ReadResponse {
  readonly http: HttpResponse;
  /** The body's bytes as text. */
  readonly text: string;
  /** Absent if the body is not a complete JSON object. */
  readonly elements?: JsonObject | undefined;
  /** `RequestId`, otherwise `x-acs-request-id`; safe to show. */
  readonly requestId?: string | undefined;
}

/** @param hide takes secrets out of what a server repeats: out of headers, names and values alike */
export function readResponse(received: HttpResponse, hide: HideSecrets): ReadResponse {
  const http = { ...received, headers: hideInHeaders(received.headers, hide) };
  const body = received.body.toString('utf8').replace(/^\ufeff/, '');
  const read = http.isCut ? undefined : readElements(body);
  const elements = read && hideInObject(read, hide);
  const text = hide(body);
  const header = http.headers['x-acs-request-id'];
  const requestId =
    (elements === undefined ? undefined : plainTextOf(elements, 'RequestId')) ??
    (typeof header === 'string' ? toPlainText(header).slice(0, 100) : undefined);
  return { http, text, elements, requestId };
}

/** `name`: of the element or header. */
export type HideSecrets = (text: string, name?: string) => string;

function hideInHeaders(headers: IncomingHttpHeaders, hide: HideSecrets): IncomingHttpHeaders {
  const entries = Object.entries(headers).map(([name, value]) => [
    hide(name),
    Array.isArray(value) ? value.map((each) => hide(each, name)) : value && hide(value, name),
  ]);
  return Object.fromEntries(entries) as IncomingHttpHeaders;
}

function hideInObject(object: JsonObject, hide: HideSecrets): JsonObject {
  const entries = Object.entries(object).map(([name, value]) => [
    hide(name),
    value === undefined ? undefined : hideInValue(value, hide, name),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function hideInValue(value: JsonValue, hide: HideSecrets, name?: string): JsonValue {
  if (typeof value === 'string') return hide(value, name);
  if (Array.isArray(value)) return value.map((each: JsonValue) => hideInValue(each, hide, name));
  return isJsonObject(value) ? hideInObject(value, hide) : value;
}

function readElements(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An element by its documented name; some services write the first letter in lower case. */
export function fieldOf(elements: JsonObject, name: string): JsonValue | undefined {
  return elements[name] ?? elements[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** A string element that is not empty; anything else counts as absent. */
export function textOf(elements: JsonObject, name: string): string | undefined {
  const value = fieldOf(elements, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A string element, safe to show. */
export function plainTextOf(elements: JsonObject, name: string): string | undefined {
  const text = textOf(elements, name);
  return text === undefined ? undefined : toPlainText(text).slice(0, 200);
}

/** The `Date` header, epoch milliseconds. */
export function serverTimeOf({ http }: Pick<ReadResponse, 'http'>): number | undefined {
  const time = Date.parse(http.headers.date ?? '');
  return time >= 0 && time < latestTime ? time : undefined;
}

/** Later times cannot be written in the date of a signature. */
const latestTime = Date.UTC(9999, 0);

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
