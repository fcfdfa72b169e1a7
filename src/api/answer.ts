import { SiemExportError } from '../base/errors.ts';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../base/json.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import type { HttpAnswer } from '../network/http-client.ts';
import { classifyError, type ErrorCode } from './error-codes.ts';

/** An error answer of the API, or an answer that is none. Its message holds nothing secret. */
export class ApiError extends SiemExportError {
  override readonly name = 'ApiError';
  /** Whether and how the call may be sent again. */
  readonly entry: ErrorCode;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The service's clock when it answered, epoch milliseconds. */
  readonly serverTime: number | undefined;

  constructor(entry: ErrorCode, facts: ApiErrorFacts) {
    super(facts.code, entry.exit, facts.message, {
      status: facts.answer.status,
      requestId: facts.requestId,
      hint: facts.hint ?? entry.hint,
      retryable: entry.get === 'yes',
    });
    this.entry = entry;
    this.retryAfterMs = readRetryAfter(facts.answer);
    this.serverTime = readDate(facts.answer);
  }
}

interface ApiErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly hint?: string | undefined;
  readonly answer: HttpAnswer;
}

/** The answer may be to a request that the service has run: a create is not sent again after it. */
const unreadable: ErrorCode = {
  code: 'UnreadableAnswer',
  exit: 'unavailable',
  get: 'yes',
  create: 'no',
};

/**
 * The response elements of a good answer.
 * @throws ApiError for everything else: an error code, whatever the status; HTML; an empty, broken or
 *   over-long body
 */
export function parseAnswer(answer: HttpAnswer): JsonObject {
  const text = answer.body.toString('utf8');
  const elements = answer.isCut ? undefined : parseElements(text);
  const requestId = requestIdOf(answer, elements);
  const code = elements === undefined ? codeOfXml(text) : textOf(elements, 'Code');
  if (code !== undefined && !isSuccessCode(code, answer)) {
    throw createServiceError(code, elements ?? messageOfXml(text), { answer, requestId });
  }
  if (elements === undefined || answer.status < 200 || answer.status > 299) {
    const message = `the service answered HTTP ${answer.status} with ${describeBody(answer, text)}`;
    const entry = answer.status >= 400 && answer.status < 500 ? byStatus(answer) : unreadable;
    throw new ApiError(entry, { code: `Http${answer.status}`, message, requestId, answer });
  }
  return elements;
}

/** `Code` is an error's, but some calls of this family answer `200` or `Success` in it. */
function isSuccessCode(code: string, { status }: HttpAnswer): boolean {
  return status === 200 && /^(?:200|ok|success)$/i.test(code);
}

function byStatus({ status }: HttpAnswer): ErrorCode {
  return classifyError(`Http${status}`, '', status);
}

function parseElements(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function createServiceError(
  code: string,
  elements: JsonObject,
  { answer, requestId }: Pick<ApiErrorFacts, 'answer' | 'requestId'>,
): ApiError {
  const said = toPlainText(redactByName(textOf(elements, 'Message') ?? '')).slice(0, 400);
  const entry = classifyError(code, said, answer.status);
  const plainCode = toPlainText(code).slice(0, 100);
  const permission = entry.exit === 'auth' ? describePermission(elements) : undefined;
  const message = entry.message ?? (said || 'the service reports an error');
  const hint = entry.exit === 'not-found' ? otherRegionHint : permission?.hint;
  return new ApiError(entry, {
    code: plainCode,
    message: `${permission?.message ?? message} (${plainCode})`,
    requestId,
    hint,
    answer,
  });
}

const otherRegionHint =
  'Check the id. The task may live in the other region: try --region ap-southeast-1 or --region cn-hangzhou.';

/** Which permission is missing, and the policy statement that would grant it. */
function describePermission(elements: JsonObject) {
  const detail = fieldOf(elements, 'AccessDeniedDetail');
  if (!isJsonObject(detail)) return undefined;
  const action = plainTextOf(detail, 'AuthAction');
  if (action === undefined) return undefined;
  const principal = plainTextOf(detail, 'AuthPrincipalDisplayName');
  const type = plainTextOf(detail, 'AuthPrincipalType') ?? 'principal';
  const who = principal === undefined ? '' : ` for ${type} ${principal}`;
  return {
    message: `the permission ${action} is missing${who}`,
    hint: `This policy statement grants it: {"Effect":"Allow","Action":"${action}","Resource":"*"}`,
  };
}

function describeBody({ isCut, headers }: HttpAnswer, text: string): string {
  if (isCut) return 'a body that is too long';
  if (text.trim() === '') return 'an empty body';
  const type = toPlainText(headers['content-type'] ?? '').split(';')[0] ?? '';
  return /^\s*</.test(text)
    ? `a page instead of JSON (${type || 'no content type'})`
    : 'something that is not a JSON object';
}

function requestIdOf(answer: HttpAnswer, elements: JsonObject | undefined): string | undefined {
  const header = answer.headers['x-acs-request-id'];
  const found = elements === undefined ? undefined : textOf(elements, 'RequestId');
  const id = found ?? (typeof header === 'string' ? header : undefined);
  return id === undefined ? undefined : toPlainText(id).slice(0, 100);
}

/** An element by its documented name; some services write the initial small. */
export function fieldOf(elements: JsonObject, name: string): JsonValue | undefined {
  return elements[name] ?? elements[name.charAt(0).toLowerCase() + name.slice(1)];
}

/** A string element, or a number's digits; anything else counts as absent. */
export function textOf(elements: JsonObject, name: string): string | undefined {
  const value = fieldOf(elements, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function plainTextOf(elements: JsonObject, name: string): string | undefined {
  const text = textOf(elements, name);
  return text === undefined ? undefined : toPlainText(text).slice(0, 200);
}

function codeOfXml(text: string): string | undefined {
  return /<Error>[\s\S]*?<Code>([\w.-]{1,100})<\/Code>/.exec(text)?.[1];
}

function messageOfXml(text: string): JsonObject {
  return { Message: /<Message>([^<]{1,1000})<\/Message>/.exec(text)?.[1] ?? '' };
}

/** `x-acs-retry-after`: milliseconds. */
function readRetryAfter({ headers }: HttpAnswer): number | undefined {
  const value = headers['x-acs-retry-after'];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function readDate({ headers }: HttpAnswer): number | undefined {
  const time = Date.parse(headers.date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
