import { SiemExportError, type ErrorText } from '../base/errors.ts';
import type { ErrorCode } from './error-codes/error-code.ts';
import { retryAfterOf, serverTimeOf, type ReadResponse } from './response-elements.ts';

export interface ApiErrorFacts {
  /** The service's own code, or one of the table's. */
  readonly code: string;
  /** Holds nothing secret, and no control characters. */
  readonly message: ErrorText;
  readonly hint?: ErrorText | undefined;
  readonly response: ReadResponse;
}

/** An error answer of the API, or an answer that is none. */
export class ApiError extends SiemExportError {
  override readonly name = 'ApiError';
  /** Whether and how the call may be sent again. */
  readonly entry: ErrorCode;
  /** Milliseconds that the service asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The service's clock when it answered, epoch milliseconds. */
  readonly serverTime: number | undefined;

  constructor(entry: ErrorCode, { code, message, hint, response }: ApiErrorFacts) {
    super(code, entry.exit, message, {
      status: response.http.status,
      requestId: response.requestId,
      hint: hint ?? entry.advice,
      retryable: entry.get === 'yes',
    });
    this.entry = entry;
    this.retryAfterMs = retryAfterOf(response);
    this.serverTime = serverTimeOf(response);
  }
}
