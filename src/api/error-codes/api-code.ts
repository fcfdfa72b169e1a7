import type { CodeEntry } from '../../base/raise.ts';

/**
 * Whether a request is sent again after an error.
 * - `yes`: within the budget of failures
 * - `correct-clock`: once, dated by the `Date` header of the response
 * - `new-nonce`: once; each attempt has a new nonce anyway
 * - `renew-credentials`: once, with fresh credentials
 */
export type Retry = 'no' | 'yes' | 'correct-clock' | 'new-nonce' | 'renew-credentials';

/** What is known about a code of the API. */
export interface ApiCode extends CodeEntry {
  /** For GetExportTask. */
  readonly get: Retry;
  /** For CreateExportTask: only if the service cannot have run it; a second task could be created. */
  readonly create: Retry;
  /** The service's own message says more than `cause`, and nothing secret. */
  readonly quotesService?: true;
}

/** An `ApiCode` as it is written. */
export type ApiCodeLine = Omit<ApiCode, 'retryable' | 'isReported'>;

/** Neither call is sent again. */
export const noRetry = { get: 'no', create: 'no' } as const;

/** Entries with `retryable` from `get`: a command that only asks may succeed later. */
export function deriveRetryable<Code extends string>(
  lines: Readonly<Record<Code, ApiCodeLine>>,
): Readonly<Record<Code, ApiCode>> {
  return mapLines(lines, {});
}

/** The same for codes that only the service raises. */
export function reportedByService<Code extends string>(
  lines: Readonly<Record<Code, ApiCodeLine>>,
): Readonly<Record<Code, ApiCode>> {
  return mapLines(lines, { isReported: true });
}

function mapLines<Code extends string>(
  lines: Readonly<Record<Code, ApiCodeLine>>,
  origin: Pick<ApiCode, 'isReported'>,
): Readonly<Record<Code, ApiCode>> {
  const entries = Object.entries<ApiCodeLine>(lines).map(
    ([code, line]) => [code, { ...line, ...origin, retryable: line.get === 'yes' }] as const,
  );
  return Object.fromEntries(entries) as unknown as Record<Code, ApiCode>;
}
