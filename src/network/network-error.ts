import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText, toShortText } from '../base/plain-text.ts';
import { describeCode, findCode, type CodeEntry, type RaiseOptions } from '../base/raise.ts';
import { redactByName } from '../base/redaction.ts';
import { networkCodes, type NetworkCode } from './codes.ts';
import { texts } from './texts.ts';

/** Whether any byte of the request may have been sent to the server. */
export type SendingPhase = 'before-sending' | 'after-sending';

export interface NetworkErrorOptions extends RaiseOptions {
  readonly phase: SendingPhase;
}

/** No response, or an incomplete one. `code` is the system's (`ECONNRESET`), TLS's, or one of the tool's. */
export class NetworkError extends SiemExportError {
  override readonly name = 'NetworkError';
  readonly phase: SendingPhase;

  /** @param entry the code's entry, from the table of the folder that raises it */
  constructor(code: string, entry: CodeEntry, { phase, ...options }: NetworkErrorOptions) {
    super(...describeCode(code, entry, options));
    this.phase = phase;
  }
}

export function raiseNetworkError(code: NetworkCode, options: NetworkErrorOptions): NetworkError {
  return new NetworkError(code, networkCodes[code], options);
}

export interface NetworkErrorPlace {
  /** The message contains its host, and nothing else of it. */
  readonly url: URL;
  readonly phase: SendingPhase;
  /** The origin of the proxy in use. */
  readonly proxy?: string | undefined;
}

/**
 * Converts an error of Node.js or got into one that is safe to show: with the host, without URL, query and
 * headers. Returns a `SiemExportError` unchanged.
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

/** Keeps name, code and message only: libraries attach the request and its headers to errors. */
function scrub(error: unknown, code: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : 'Error';
  const clean = new Error(toPlainText(redactByName(message)));
  clean.stack = `${name}: ${clean.message}`;
  return Object.assign(clean, { code });
}
