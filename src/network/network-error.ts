import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText, toShortText } from '../base/plain-text.ts';
import { describeCode, findCode, type CodeEntry, type RaiseOptions } from '../base/raise.ts';
import { redactByName } from '../base/redaction.ts';
import { networkCodes, type NetworkCode } from './codes.ts';
import { texts } from './texts.ts';

/** Whether a byte of the request can have left this machine for the server. */
export type SendingPhase = 'before-sending' | 'after-sending';

export interface NetworkErrorOptions extends RaiseOptions {
  readonly phase: SendingPhase;
}

/** No response, or half of one. `code` is the system's (`ECONNRESET`), TLS's, or one of the tool's. */
export class NetworkError extends SiemExportError {
  override readonly name = 'NetworkError';
  readonly phase: SendingPhase;

  /** @param entry the code's, in the table of the folder that raises it */
  constructor(code: string, entry: CodeEntry, { phase, ...options }: NetworkErrorOptions) {
    super(...describeCode(code, entry, options));
    this.phase = phase;
  }
}

export function raiseNetworkError(code: NetworkCode, options: NetworkErrorOptions): NetworkError {
  return new NetworkError(code, networkCodes[code], options);
}

export interface NetworkErrorPlace {
  /** The message names its host, and nothing else of it. */
  readonly url: URL;
  readonly phase: SendingPhase;
  /** The origin of the proxy in use. */
  readonly proxy?: string | undefined;
}

/**
 * Makes an error that may be shown from whatever Node.js or got threw: with the host, without URL,
 * headers and query. A `SiemExportError` comes back as it is.
 */
export function toNetworkError(error: unknown, place: NetworkErrorPlace): SiemExportError {
  if (error instanceof SiemExportError) return error;
  const systemCode = systemErrorCode(error) ?? 'ERR_NETWORK';
  const reportedAs = systemCode === 'ERR_GOT_REQUEST_ERROR' ? 'ERR_NETWORK' : systemCode;
  const code = findCode(networkCodes, reportedAs) ?? 'ERR_NETWORK';
  const { cause } = networkCodes[code];
  const { url, proxy, phase } = place;
  const host = toShortText(url.host);
  const message =
    proxy === undefined ? texts.failedAt(host, cause) : texts.failedThrough(host, proxy, cause);
  return raiseNetworkError(code, { phase, message, reportedAs, cause: scrub(error, reportedAs) });
}

/** The name, code and message alone: what libraries hang on an error includes the request's headers. */
function scrub(error: unknown, code: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : 'Error';
  const clean = new Error(toPlainText(redactByName(message)));
  clean.stack = `${name}: ${clean.message}`;
  return Object.assign(clean, { code });
}
