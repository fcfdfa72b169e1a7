import type { IncomingHttpHeaders } from 'node:http';
import { SiemExportError } from '../../base/errors.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { describeCode, type RaiseOptions } from '../../base/raise.ts';
import type { Redactor } from '../../base/redaction.ts';
import type { Localized } from '../../base/ui-language.ts';
import { parseContentRange } from './object-facts.ts';
import { raiseStoreError, storeCodes } from './codes.ts';
import { texts } from './texts.ts';

/** The store rejected the download link: a new one may be accepted. */
export class LinkDeniedError extends SiemExportError {
  override readonly name = 'LinkDeniedError';

  constructor(code: 'LinkExpired' | 'LinkDenied', options: RaiseOptions) {
    super(...describeCode(code, storeCodes[code], options));
  }
}

/** The store is temporarily unavailable. */
export class StoreUnavailableError extends SiemExportError {
  override readonly name = 'StoreUnavailableError';

  /** The delay that the store asks for, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor({ retryAfterMs }: StoreRefusal, options: RaiseOptions) {
    super(...describeCode('Http503', storeCodes.Http503, options));
    this.retryAfterMs = retryAfterMs;
  }
}

/** The rest of the file does not belong to the bytes that are there: the transfer has to start over. */
export class CannotContinueError extends SiemExportError {
  override readonly name = 'CannotContinueError';

  constructor(message: Localized) {
    super(...describeCode('ObjectChanged', storeCodes.ObjectChanged, { message }));
  }
}

/** An error response of the store, as plain text. */
export interface StoreRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  /** `EC`: the code under which the vendor's documentation explains an error. */
  readonly ec: string | undefined;
  /** `retry-after`, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The size of the whole object, which a response 416 states. */
  readonly totalBytes: number | undefined;
}

/** @param text the start of the body, without secrets: XML of OSS, or of whatever responded in its place */
export function parseRefusal(
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
  redactor: Pick<Redactor, 'redact'>,
): StoreRefusal {
  const element = (name: string, value: string): string | undefined =>
    new RegExp(`<${name}>(${value})</${name}>`).exec(text)?.[1];
  const idHeader = headers['x-oss-request-id'];
  return {
    status,
    code: element('Code', '[\\w.-]{1,80}') ?? `Http${status}`,
    message: toPlainText(element('Message', '[^<]{1,200}') ?? ''),
    requestId:
      typeof idHeader === 'string' && /^[\w*-]{1,80}$/.test(redactor.redact(idHeader))
        ? redactor.redact(idHeader)
        : element('RequestId', '[\\w-]{1,80}'),
    ec: element('EC', '[\\w-]{1,40}'),
    retryAfterMs: /^\d{1,9}$/.test(headers['retry-after'] ?? '')
      ? 1000 * Number(headers['retry-after'])
      : undefined,
    totalBytes:
      parseContentRange(headers['content-range'])?.totalBytes ??
      toNumber(element('ActualObjectSize', '\\d{1,15}')),
  };
}

function toNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

export function toStoreError(refusal: StoreRefusal): SiemExportError {
  const { status, code, message, requestId, ec } = refusal;
  const detail = [ec === undefined ? '' : `EC ${ec}`, message].filter(Boolean).join(', ');
  const options = { status, requestId, reportedAs: code };

  if (status === 403) return toLinkDeniedError(refusal, detail);
  if (status === 412) return new CannotContinueError(texts.replaced);
  if (status === 404) {
    return raiseStoreError('NoSuchKey', { ...options, message: texts.gone(detail) });
  }
  if (status >= 300 && status < 400) return raiseStoreError('Http302', options);
  if (status >= 500 || status === 429 || status === 408) {
    return new StoreUnavailableError(refusal, { ...options, message: texts.unavailable(detail) });
  }
  return raiseStoreError('InvalidRange', { ...options, message: texts.notSent(detail) });
}

/** The vendor's codes (`EC`) for a download link that expired. */
const expiredEc = ['0002-00000069', '0002-00000236'];

function toLinkDeniedError(refusal: StoreRefusal, detail: string): LinkDeniedError {
  const { status, requestId, ec = '' } = refusal;
  const isExpired = /expired/i.test(refusal.message) || expiredEc.includes(ec);
  return isExpired
    ? new LinkDeniedError('LinkExpired', { status, requestId })
    : new LinkDeniedError('LinkDenied', { status, requestId, message: texts.linkDenied(detail) });
}
