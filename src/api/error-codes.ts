import type { ExitName } from '../base/exit-codes.ts';

/**
 * Whether a call may be sent again after an error.
 * - `yes`: within the budget of failures
 * - `correct-clock`: once, by the clock of the answer's `Date` header
 * - `new-nonce`: once; each attempt has a new one anyway
 * - `renew-credentials`: once, with keys that are fresh
 */
export type Retry = 'no' | 'yes' | 'correct-clock' | 'new-nonce' | 'renew-credentials';

export interface ErrorCode {
  /** A code, or a pattern that several codes match. The first match counts. */
  readonly code: string | RegExp;
  readonly exit: ExitName;
  readonly get: Retry;
  /** Only where the service surely did not run the request: a second task would be made otherwise. */
  readonly create: Retry;
  /** What happened; absent: what the service says is the best that can be said. */
  readonly message?: string;
  readonly hint?: string;
}

const auth = { exit: 'auth', get: 'no', create: 'no' } as const;
const invalid = { exit: 'usage', get: 'no', create: 'no' } as const;

/** The codes of the API, by the HTTP status of none: one code comes with several. */
export const errorCodes: readonly ErrorCode[] = [
  {
    code: /Throttling/,
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    message: 'the service throttles requests',
    hint: 'Ask less often (--rate, --interval), or later.',
  },
  {
    code: 'ServiceUnavailable',
    exit: 'unavailable',
    get: 'yes',
    create: 'yes',
    message: 'the service is temporarily unavailable',
  },
  {
    code: 'InvalidTimeStamp.Expired',
    exit: 'auth',
    get: 'correct-clock',
    create: 'correct-clock',
    message: "this machine's clock differs from the service's by more than 15 minutes",
    hint: 'Set the clock of this machine.',
  },
  {
    code: 'SignatureNonceUsed',
    exit: 'unavailable',
    get: 'new-nonce',
    // The first one may have run.
    create: 'no',
    message: 'the service has seen this request before',
  },
  {
    code: 'SignatureDoesNotMatch',
    ...auth,
    // The service's own message echoes what was signed, the security token included.
    message: 'the signature does not match: the secret does not fit this access key',
    hint: 'Check the secret, also for a stray blank or newline.',
  },
  {
    code: 'IncompleteSignature',
    ...auth,
    message: 'the Authorization header arrived malformed',
    hint: 'Something between here and the service may change headers.',
  },
  {
    code: /^InvalidAccessKeyId\.Inactive$/,
    ...auth,
    message: 'the access key is disabled',
    hint: 'Enable it in the RAM console, or use another one.',
  },
  {
    code: /^InvalidAccessKeyId(?:\.NotFound)?$/,
    ...auth,
    message: 'the service does not know this access key',
    hint: 'Check the access key; one of the China site is unknown at the international site, and the other way round.',
  },
  {
    code: 'MissingSecurityToken',
    ...auth,
    message: 'the access key is a temporary one, and its security token is missing',
    hint: 'Set ALIBABA_CLOUD_SECURITY_TOKEN too.',
  },
  {
    code: 'InvalidSecurityToken.Expired',
    exit: 'auth',
    get: 'renew-credentials',
    create: 'renew-credentials',
    message: 'the session of these credentials has expired',
    hint: 'Log in again.',
  },
  {
    code: /^InvalidSecurityToken\./,
    ...auth,
    message: 'the security token does not belong to this access key',
    hint: 'A stale ALIBABA_CLOUD_SECURITY_TOKEN may stand next to another key.',
  },
  {
    code: 'Forbidden.UserDenied.RdAccount',
    ...auth,
    message: 'this account may not act for that member account',
    hint: "Use the resource directory's delegated administrator account.",
  },
  {
    code: /^(?:NoPermission|Forbidden)(?:\.|$)/,
    ...auth,
    message: 'a permission is missing',
  },
  {
    code: 'OrderExpired',
    ...auth,
    message: 'this account has no valid order of the SIEM product',
    hint: 'Buy or renew it in the console.',
  },
  {
    code: 'AssumeRoleError',
    ...auth,
    message: 'the service-linked role AliyunServiceRoleForSasCloudSiem is missing',
    hint: 'Authorise it in the console of the product.',
  },
  { code: 'IdempotentParameterMismatch', ...invalid },
  { code: /^(?:IllegalParameter|InvalidParameter|Missing)/, ...invalid },
  {
    code: /^Invalid(?:Action|Api|Product)\.NotFound$/,
    ...invalid,
    message: 'the endpoint does not know this call: it is the wrong one, or has another version',
    hint: 'Check --endpoint.',
  },
  {
    code: /^Internal/,
    exit: 'unavailable',
    get: 'yes',
    create: 'no',
    message: 'the service has an internal error',
  },
];

/** The task is refused or unknown: the code or the message names it, or says that it does not exist. */
const notFound: ErrorCode = {
  code: /NotFound|NotExist/i,
  exit: 'not-found',
  get: 'no',
  create: 'no',
};

const serverError: Omit<ErrorCode, 'code'> = { exit: 'unavailable', get: 'yes', create: 'no' };
const otherError: Omit<ErrorCode, 'code'> = { exit: 'unavailable', get: 'no', create: 'no' };

/** What is known of an error that the service reports. */
export function classifyError(code: string, message: string, status: number): ErrorCode {
  const known = errorCodes.find((entry) =>
    typeof entry.code === 'string' ? entry.code === code : entry.code.test(code),
  );
  const refersToTask =
    /ExportId/i.test(`${code} ${message}`) || /task.*(?:not exist|not found|不存在)/i.test(message);
  if ((known === undefined || known.exit === 'usage') && refersToTask) return { ...notFound, code };
  if (known !== undefined) return known;
  if (/NotFound|NotExist/i.test(code)) return { ...notFound, code };
  return { code, ...(status >= 500 || status === 429 ? serverError : otherError) };
}
