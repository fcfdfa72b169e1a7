import type { IncomingHttpHeaders } from 'node:http';
import { SiemExportError } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import { parseContentRange } from './content-range.ts';

/** The store refuses the Link: a fresh one may be worth an attempt. */
export class LinkDenied extends SiemExportError {
  override readonly name = 'LinkDenied';
}

/** A part cannot be had as it was asked for: what is there already is of no use. */
export class CannotContinue extends SiemExportError {
  override readonly name = 'CannotContinue';

  constructor(reason: string) {
    super('ObjectChanged', 'download', reason, {
      hint: 'The file changes while it is fetched: try again later.',
      retryable: true,
    });
  }
}

/** Old and new bytes, or the file and something else, could not be told apart. */
export function createTooLongError(requestId?: string): SiemExportError {
  return new SiemExportError(
    'BodyTooLong',
    'integrity',
    'the store sent more than it had announced',
    { requestId, hint: 'Nothing was put under the final name. Try again.' },
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
  /** The size of the whole object, which a 416 gives. */
  readonly totalBytes: number | undefined;
}

/** @param text the start of the body: OSS's XML, or whatever stood in its place */
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
    message: toPlainText(redactByName(element('Message', '[^<]{1,200}') ?? '')),
    requestId:
      typeof idHeader === 'string' && /^[\w-]{1,80}$/.test(idHeader)
        ? idHeader
        : element('RequestId', '[\\w-]{1,80}'),
    ec: element('EC', '[\\w-]{1,40}'),
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
  const fail = (text: string, hint?: string): SiemExportError =>
    new SiemExportError(code, 'download', text, { ...options, hint });

  if (status === 403) return toLinkDenied(refusal, says);
  if (status === 412) return new CannotContinue('the file was replaced in the store');
  if (status === 404) {
    return fail(
      `the store no longer has the file (${says})`,
      'Files are kept for a limited time: start the export again.',
    );
  }
  if (status >= 300 && status < 400) {
    return fail(
      `the store answered with a redirect (HTTP ${status}), which is never followed`,
      'Something else than the store may answer here: check the proxy.',
    );
  }
  if (status >= 500 || status === 429 || status === 408) {
    return new SiemExportError(code, 'unavailable', `the store answered HTTP ${status} (${says})`, {
      ...options,
      hint: 'The store has trouble of its own: try again later.',
      retryable: true,
    });
  }
  return fail(`the store answered HTTP ${status} (${says})`);
}

/** By these the vendor's documentation explains a Link that has ended. */
const expiredEc = ['0002-00000069', '0002-00000236'];

function toLinkDenied(refusal: StoreRefusal, says: string): LinkDenied {
  const { status, message, requestId, ec = '' } = refusal;
  const isExpired = /expired/i.test(message) || expiredEc.includes(ec);
  const code = isExpired ? 'LinkExpired' : 'LinkDenied';
  const text = isExpired
    ? 'the Link has expired, and no fresh one was to be had'
    : `the store refuses the Link (${says})`;
  return new LinkDenied(code, 'download', text, {
    status,
    requestId,
    hint: isExpired
      ? 'Run the same command again: it asks the service for a fresh Link.'
      : 'A proxy that rewrites URLs, or a policy of the bucket, may be the cause.',
    retryable: isExpired,
  });
}
