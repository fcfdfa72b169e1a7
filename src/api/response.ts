import { formatClockDuration } from '../base/durations.ts';
import type { JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { joinSentences } from '../base/raise.ts';
import type { Localized, Text } from '../base/ui-language.ts';
import { serverTimeOf, textOf, type ReadResponse } from './response-elements.ts';
import { ApiError } from './api-error.ts';
import { apiCodes } from './codes.ts';
import type { CallKind } from './export-family.ts';
import { classifyError } from './error-codes/classify-error.ts';
import { describePermission } from './missing-permission.ts';
import { texts } from './texts.ts';

/** What an error's text needs besides the response. */
export interface CallFacts {
  readonly kind: CallKind;
  /** The RAM action of the call. */
  readonly ramAction: string;
  /** Where the credentials come from, for people. */
  readonly credentialSource: Text;
  /** This machine's clock when the response arrived, epoch milliseconds. */
  readonly now: number;
  /** Removes secrets from what the service reports. */
  readonly redact: (text: string) => string;
}

/**
 * The elements of a successful response.
 * @throws ApiError for anything else: an error code, whatever the status; HTML; an empty, invalid or
 *   oversized body; a status other than 2xx
 */
export function acceptResponse(response: ReadResponse, call: CallFacts): JsonObject {
  const { elements, http } = response;
  const reported = elements === undefined ? readXmlError(response) : readError(elements);
  if (reported !== undefined && !isSuccessCode(reported.code, http.status)) {
    throw createServiceError(reported, response, call);
  }
  if (elements !== undefined && http.status >= 200 && http.status <= 299) return elements;
  const body = describeBody(response);
  throw new ApiError(apiCodes.UnreadableAnswer, {
    code: 'UnreadableAnswer',
    kind: call.kind,
    message: texts.unusable(http.status, body),
    response,
  });
}

/** `Code` means an error, except that some calls of this family set it to `200` or `Success`. */
function isSuccessCode(code: string, status: number): boolean {
  return status === 200 && /^(?:200|ok|success)$/i.test(code);
}

interface Reported {
  readonly code: string;
  readonly message: string;
}

function readError(elements: JsonObject): Reported | undefined {
  const code = textOf(elements, 'Code');
  return code === undefined ? undefined : { code, message: textOf(elements, 'Message') ?? '' };
}

function readXmlError({ text: body, http }: ReadResponse): Reported | undefined {
  const code = /<Error>[\s\S]*?<Code>\s*([\w.-]{1,100})\s*<\/Code>/.exec(body)?.[1];
  if (code === undefined || http.isCut) return undefined;
  return { code, message: /<Message>([^<]{1,1000})<\/Message>/.exec(body)?.[1] ?? '' };
}

function createServiceError(reported: Reported, response: ReadResponse, call: CallFacts): ApiError {
  const { status } = response.http;
  const code = toPlainText(call.redact(reported.code)).slice(0, 100);
  const said = toPlainText(call.redact(reported.message)).trim().slice(0, 400);
  const entry = classifyError({ code, message: said, status });
  const permission =
    entry.exit === 'auth' ? describePermission(response, code, call.ramAction) : undefined;
  const skew = entry.get === 'correct-clock' ? describeSkew(response, call) : undefined;
  const quoted = entry.quotesService === true && said !== '' ? said : undefined;
  const message = permission?.message ?? skew ?? quoted ?? entry.cause;
  const areCredentialsAtFault = entry.exit === 'auth' && entry.get !== 'correct-clock';
  const advice = permission?.hint ?? entry.advice;
  const hint = areCredentialsAtFault
    ? joinSentences(advice, texts.credentialsFrom(call.credentialSource))
    : advice;
  return new ApiError(entry, { code, kind: call.kind, message, hint, response });
}

/** A smaller clock skew is not mentioned. */
const leastSkewMs = 60_000;

function describeSkew(response: ReadResponse, { now }: CallFacts): Localized | undefined {
  const skewMs = now - (serverTimeOf(response) ?? now);
  if (Math.abs(skewMs) < leastSkewMs) return undefined;
  const time = formatClockDuration(Math.abs(skewMs));
  return skewMs > 0 ? texts.clockAhead(time) : texts.clockBehind(time);
}

function describeBody({ http, text: body, elements }: ReadResponse): Localized {
  if (http.isCut) return texts.bodyTooLong;
  if (body.trim() === '') return texts.bodyEmpty;
  if (elements !== undefined) return texts.bodyWithoutCode;
  const encoding = http.headers['content-encoding'];
  if (encoding !== undefined) return texts.bodyEncoded(toPlainText(encoding));
  const [type = ''] = toPlainText(http.headers['content-type'] ?? '').split(';');
  return body.trimStart().startsWith('<') ? texts.bodyIsPage(type) : texts.bodyNotObject;
}
