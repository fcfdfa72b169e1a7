import { SiemExportError, systemErrorCode, type ErrorText } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';
import { text } from './texts.ts';

/** Whether a byte of the request can have left this machine for the server. */
export type SendingPhase = 'before-sending' | 'after-sending';

/** No answer, or half of one. `code` is the system's (`ECONNRESET`), TLS's, or one of the tool's. */
export class NetworkError extends SiemExportError {
  override readonly name = 'NetworkError';
  readonly phase: SendingPhase;

  constructor(code: string, message: ErrorText, options: NetworkErrorOptions) {
    super(code, 'unavailable', message, { ...options, retryable: options.retryable ?? true });
    this.phase = options.phase;
  }
}

interface NetworkErrorOptions {
  readonly phase: SendingPhase;
  readonly hint?: ErrorText | undefined;
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

export interface NetworkErrorPlace {
  /** Its host is named in the message, nothing else of it. */
  readonly url: URL;
  readonly phase: SendingPhase;
  /** The proxy's origin, where one was used. */
  readonly proxy?: string | undefined;
}

/**
 * Whatever Node.js or got threw, as an error that may be shown: with the host, without URL, headers
 * and query. An error of ours comes back as it is.
 */
export function toNetworkError(error: unknown, place: NetworkErrorPlace): SiemExportError {
  if (error instanceof SiemExportError) return error;
  const found = systemErrorCode(error);
  const code = found === undefined || found === 'ERR_GOT_REQUEST_ERROR' ? 'ERR_NETWORK' : found;
  const { says, hint, retryable } = explain(code);
  const { host } = place.url;
  const { proxy } = place;
  const message = text((texts, say) =>
    proxy === undefined
      ? texts.failedAt(host, say(says), code)
      : texts.failedThrough(host, proxy, say(says), code),
  );
  return new NetworkError(code, message, {
    phase: place.phase,
    hint,
    retryable,
    cause: scrub(error, code),
  });
}

interface Explanation {
  readonly says: ErrorText;
  readonly hint?: ErrorText | undefined;
  readonly retryable?: boolean | undefined;
}

function explain(code: string): Explanation {
  const known = explanations[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return { says: text((texts) => texts.notHttp) };
  if (/CERT|ISSUER|SIGNATURE|CRL/.test(code)) return untrusted;
  if (/SSL|TLS|^EPROTO$/.test(code)) {
    return { says: text((texts) => texts.noTls), hint: text((texts) => texts.noTlsHint) };
  }
  return { says: text((texts) => texts.requestFailed) };
}

const untrusted: Explanation = {
  says: text((texts) => texts.untrusted),
  hint: text((texts) => texts.untrustedHint),
  retryable: false,
};
const unresolved: Explanation = {
  says: text((texts) => texts.unresolved),
  hint: text((texts) => texts.unresolvedHint),
};
const cutOff: Explanation = { says: text((texts) => texts.cutOff) };
const unreachable: Explanation = { says: text((texts) => texts.unreachable) };

const explanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  ECONNREFUSED: {
    says: text((texts) => texts.refused),
    hint: text((texts) => texts.refusedHint),
  },
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  ERR_STREAM_PREMATURE_CLOSE: cutOff,
  ETIMEDOUT: { says: text((texts) => texts.noAnswerInTime) },
  ConnectTimeout: {
    says: text((texts) => texts.noConnectionInTime),
    hint: text((texts) => texts.noConnectionInTimeHint),
  },
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENETDOWN: unreachable,
  CERT_HAS_EXPIRED: {
    says: text((texts) => texts.certificateExpired),
    hint: text((texts) => texts.certificateExpiredHint),
    retryable: false,
  },
  CERT_NOT_YET_VALID: {
    says: text((texts) => texts.certificateNotYetValid),
    hint: text((texts) => texts.certificateNotYetValidHint),
    retryable: false,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    says: text((texts) => texts.certificateOfAnother),
    hint: text((texts) => texts.certificateOfAnotherHint),
    retryable: false,
  },
};

/** The name, code and message alone: what libraries hang on an error includes the request's headers. */
function scrub(error: unknown, code: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const name = error instanceof Error ? error.name : 'Error';
  const clean = new Error(toPlainText(redactByName(message)));
  clean.stack = `${name}: ${clean.message}`;
  return Object.assign(clean, { code });
}
