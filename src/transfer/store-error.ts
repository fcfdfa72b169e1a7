import type { IncomingHttpHeaders } from 'node:http';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import type { Localized } from '../base/ui-language.ts';
import { parseContentRange } from './content-range.ts';
import { text, type Texts } from './texts.ts';

/** The store refuses the Link: a fresh one may be worth an attempt. */
export class LinkDeniedError extends SiemExportError {
  override readonly name = 'LinkDenied';
}

/** The store has trouble of its own, which may be over soon. */
export class StoreTroubleError extends SiemExportError {
  override readonly name = 'StoreTrouble';

  /** When it wants to be asked again, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor({ code, status, requestId, retryAfterMs }: StoreRefusal, message: Localized) {
    const hint = text((texts) => texts.storeTrouble);
    super(code, 'unavailable', message, { status, requestId, hint, retryable: true });
    this.retryAfterMs = retryAfterMs;
  }
}

/** A part cannot be had as it was asked for: what is there already is of no use. */
export class CannotContinueError extends SiemExportError {
  override readonly name = 'CannotContinue';

  readonly reason: Localized;

  constructor(why: (texts: Texts) => string) {
    const reason = text(why);
    super('ObjectChanged', 'download', reason, {
      hint: text((texts) => texts.changesHint),
      retryable: true,
    });
    this.reason = reason;
  }
}

/** Old and new bytes, or the file and something else, could not be told apart. */
export function createTooLongError(requestId?: string): SiemExportError {
  return new SiemExportError(
    'BodyTooLong',
    'integrity',
    text((texts) => texts.tooLong),
    { requestId, hint: text((texts) => texts.nothingPlaced) },
  );
}

/** What the store wrote in the place of the file. Comes from outside; made plain here. */
export interface StoreRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  /** `EC`: the finer code by which the vendor's documentation explains an error. */
  readonly ec: string | undefined;
  /** `retry-after`, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The size of the whole object, which a 416 gives. */
  readonly totalBytes: number | undefined;
}

/** @param text the start of the body, without secrets: OSS's XML, or whatever stood in its place */
export function parseRefusal(
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
): StoreRefusal {
  const element = (name: string, value: string): string | undefined =>
    new RegExp(`<${name}>(${value})</${name}>`).exec(text)?.[1];
  const idHeader = headers['x-oss-request-id'];
  return {
    status,
    code: element('Code', '[\\w.-]{1,80}') ?? `Http${status}`,
    message: toPlainText(element('Message', '[^<]{1,200}') ?? ''),
    requestId:
      typeof idHeader === 'string' && /^[\w-]{1,80}$/.test(idHeader)
        ? idHeader
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
  const says = [code, ec === undefined ? '' : `EC ${ec}`, message].filter(Boolean).join(', ');
  const options = { status, requestId };
  const fail = (message: Localized, hint?: Localized): SiemExportError =>
    new SiemExportError(code, 'download', message, { ...options, hint });
  const answered = text((texts) => texts.storeSays(status, says));

  if (status === 403) return toLinkDeniedError(refusal, says);
  if (status === 412) return new CannotContinueError((texts) => texts.replaced);
  if (status === 404) {
    return fail(
      text((texts) => texts.gone(says)),
      text((texts) => texts.goneHint),
    );
  }
  if (status >= 300 && status < 400) {
    return fail(
      text((texts) => texts.redirect(status)),
      text((texts) => texts.redirectHint),
    );
  }
  if (status >= 500 || status === 429 || status === 408) {
    return new StoreTroubleError(refusal, answered);
  }
  return fail(answered);
}

/** By these the vendor's documentation explains a Link that has ended. */
const expiredEc = ['0002-00000069', '0002-00000236'];

function toLinkDeniedError(refusal: StoreRefusal, says: string): LinkDeniedError {
  const { status, requestId, ec = '' } = refusal;
  const isExpired = /expired/i.test(refusal.message) || expiredEc.includes(ec);
  const code = isExpired ? 'LinkExpired' : 'LinkDenied';
  const message = text((texts) => (isExpired ? texts.linkExpired : texts.linkDenied(says)));
  return new LinkDeniedError(code, 'download', message, {
    status,
    requestId,
    hint: text((texts) => (isExpired ? texts.linkExpiredHint : texts.linkDeniedHint)),
    retryable: isExpired,
  });
}
