import { SiemExportError } from '../base/errors.ts';
import { describeCode } from '../base/raise.ts';
import type { Text } from '../base/ui-language.ts';
import type { ApiCode } from './error-codes/api-code.ts';
import type { CallKind } from './export-family.ts';
import { retryAfterOf, serverTimeOf, type ReadResponse } from './response-elements.ts';

export interface ApiErrorFacts {
  /** The service's own code, or one of the table's. */
  readonly code: string;
  readonly kind: CallKind;
  /** Contains no secrets and no control characters. */
  readonly message: Text;
  readonly hint?: Text | undefined;
  readonly response: ReadResponse;
}

/** An error response of the API, or a response that is not the API's. */
export class ApiError extends SiemExportError {
  override readonly name = 'ApiError';
  readonly entry: ApiCode;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The service's clock, epoch milliseconds. */
  readonly serverTime: number | undefined;

  constructor(entry: ApiCode, { code, kind, message, hint, response }: ApiErrorFacts) {
    const { requestId } = response;
    const { status } = response.http;
    // Depends on the call: a create that must not be repeated is not retryable.
    const ofCall = { ...entry, retryable: entry[kind] === 'yes' };
    super(...describeCode(code, ofCall, { message, hint, requestId, status }));
    this.entry = entry;
    this.retryAfterMs = retryAfterOf(response);
    this.serverTime = serverTimeOf(response);
  }
}
