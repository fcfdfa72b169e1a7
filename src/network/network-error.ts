import { SiemExportError, systemErrorCode } from '../base/errors.ts';
import { toPlainText } from '../base/plain-text.ts';
import { redactByName } from '../base/redaction.ts';

/** Whether a byte of the request can have left this machine for the server. */
export type SendingPhase = 'before-sending' | 'after-sending';

/** No answer, or half of one. `code` is the system's (`ECONNRESET`), TLS's, or one of the tool's. */
export class NetworkError extends SiemExportError {
  override readonly name = 'NetworkError';
  readonly phase: SendingPhase;

  constructor(code: string, message: string, options: NetworkErrorOptions) {
    super(code, 'unavailable', message, { ...options, retryable: options.retryable ?? true });
    this.phase = options.phase;
  }
}

interface NetworkErrorOptions {
  readonly phase: SendingPhase;
  readonly hint?: string | undefined;
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
  const through = place.proxy === undefined ? '' : ` through the proxy ${place.proxy}`;
  return new NetworkError(code, `${place.url.host}${through}: ${says} (${code})`, {
    phase: place.phase,
    hint,
    retryable,
    cause: scrub(error, code),
  });
}

interface Explanation {
  readonly says: string;
  readonly hint?: string | undefined;
  readonly retryable?: boolean | undefined;
}

function explain(code: string): Explanation {
  const known = explanations[code];
  if (known !== undefined) return known;
  if (code.startsWith('HPE_')) return { says: 'the answer is not HTTP' };
  if (/CERT|ISSUER|SIGNATURE|CRL/.test(code)) return untrusted;
  if (/SSL|TLS|^EPROTO$/.test(code)) {
    return {
      says: 'no secure connection could be made',
      hint: 'Is something else than TLS spoken on this port?',
    };
  }
  return { says: 'the request failed' };
}

const untrusted: Explanation = {
  says: "the server's certificate is not trusted",
  hint: 'Where a proxy or gateway inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its CA certificate (PEM).',
  retryable: false,
};
const unresolved: Explanation = {
  says: 'the name could not be resolved',
  hint: 'Check the network, the DNS, and the endpoint if one was given.',
};
const cutOff: Explanation = { says: 'the connection was closed before the answer was complete' };
const unreachable: Explanation = { says: 'the host cannot be reached' };

const explanations: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  ECONNREFUSED: {
    says: 'the connection was refused',
    hint: 'Nothing listens there, or a firewall forbids it: check the proxy variables and the endpoint.',
  },
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  ERR_STREAM_PREMATURE_CLOSE: cutOff,
  ETIMEDOUT: { says: 'there was no answer in time' },
  ConnectTimeout: {
    says: 'no connection could be made in time',
    hint: 'A firewall may drop packets, or a proxy may have to be set in HTTPS_PROXY.',
  },
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENETDOWN: unreachable,
  CERT_HAS_EXPIRED: {
    says: "the server's certificate has expired",
    hint: "Check this machine's clock and any proxy that inspects TLS.",
    retryable: false,
  },
  CERT_NOT_YET_VALID: {
    says: "the server's certificate is not valid yet",
    hint: "Check this machine's clock.",
    retryable: false,
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    says: "the server's certificate is for another name",
    hint: 'Something else answers in the place of this host: check the endpoint, the DNS and the proxy.',
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
