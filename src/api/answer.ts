import type { JsonObject } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { textOf, type ReadAnswer } from './answer-elements.ts';
import { ApiError } from './api-error.ts';
import { classifyError, unreadableAnswer } from './error-codes/classify-error.ts';
import { describePermission } from './missing-permission.ts';

/** What an error's text needs besides the answer. */
export interface CallFacts {
  /** The RAM action of the call. */
  readonly ramAction: string;
  /** Where the keys come from, for people. */
  readonly keySource: string;
  /** Takes secrets out of what the service says. */
  readonly redact: (text: string) => string;
}

/**
 * The response elements of a good answer.
 * @throws ApiError for everything else: an error code, whatever the status; HTML; an empty, broken or
 *   over-long body; a status that is no success
 */
export function acceptAnswer(answer: ReadAnswer, call: CallFacts): JsonObject {
  const { elements, http } = answer;
  const reported = elements === undefined ? readXmlError(answer) : readError(elements);
  if (reported !== undefined && !isSuccessCode(reported.code, http.status)) {
    throw createServiceError(reported, answer, call);
  }
  if (elements !== undefined && http.status >= 200 && http.status <= 299) return elements;
  throw new ApiError(unreadableAnswer, {
    code: 'UnreadableAnswer',
    message: `the service answered HTTP ${http.status} with ${describeBody(answer)}`,
    answer,
  });
}

/** `Code` is an error's, but some calls of this family answer `200` or `Success` in it. */
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

function readXmlError({ text, http }: ReadAnswer): Reported | undefined {
  const code = /<Error>[\s\S]*?<Code>\s*([\w.-]{1,100})\s*<\/Code>/.exec(text)?.[1];
  if (code === undefined || http.isCut) return undefined;
  return { code, message: /<Message>([^<]{1,1000})<\/Message>/.exec(text)?.[1] ?? '' };
}

function createServiceError(reported: Reported, answer: ReadAnswer, call: CallFacts): ApiError {
  const { status } = answer.http;
  const code = toPlainText(call.redact(reported.code)).slice(0, 100);
  const said = toPlainText(call.redact(reported.message)).trim().slice(0, 400);
  const entry = classifyError({ code, message: said, status });
  const message = entry.quotesService === true && said !== '' ? said : entry.cause.en;
  const source = `The keys come from ${call.keySource}.`;
  if (entry.exit !== 'auth') {
    return new ApiError(entry, { code, message: `${message} (${code})`, answer });
  }
  const permission = describePermission(answer, code, call.ramAction);
  return new ApiError(entry, {
    code,
    message: `${permission?.message ?? message} (${code})`,
    hint: `${permission?.hint ?? entry.advice.en} ${source}`,
    answer,
  });
}

function describeBody({ http, text, elements }: ReadAnswer): string {
  if (http.isCut) return 'a body that is too long';
  if (text.trim() === '') return 'an empty body';
  if (elements !== undefined) return 'an object without a code';
  const encoding = http.headers['content-encoding'];
  if (encoding !== undefined) return `a body in ${toPlainText(encoding)}, which nobody asked for`;
  const [type = ''] = toPlainText(http.headers['content-type'] ?? '').split(';');
  return text.trimStart().startsWith('<')
    ? `a page instead of JSON (${type || 'no content type'})`
    : 'something that is not a JSON object';
}
