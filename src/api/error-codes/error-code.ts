import type { ExitName } from '../../base/exit-codes.ts';
import type { Localized } from '../../base/ui-language.ts';

/**
 * Whether a call may be sent again after an error.
 * - `yes`: within the budget of failures
 * - `correct-clock`: once, by the clock of the answer's `Date` header
 * - `new-nonce`: once; each attempt has a new one anyway
 * - `renew-credentials`: once, with keys that are fresh
 */
export type Retry = 'no' | 'yes' | 'correct-clock' | 'new-nonce' | 'renew-credentials';

/** One line of the table: a code, what it means, and what may be done about it. */
export interface ErrorCode {
  /** A code, or a pattern that several codes match. */
  readonly code: string | RegExp;
  /** For a pattern: codes that match it, as the vendor's documents have them. */
  readonly examples?: readonly string[];
  readonly exit: ExitName;
  /** For GetExportTask. */
  readonly get: Retry;
  /** For CreateExportTask: only where the service surely did not run it, or a second task would be made. */
  readonly create: Retry;
  /** What happened; goes into a sentence, without a full stop. */
  readonly cause: Localized;
  /** What to do next: one or two sentences. */
  readonly advice: Localized;
  /** The service's own message says more than `cause`, and nothing secret. */
  readonly quotesService?: true;
}

/** What most codes have: nothing helps but another request. */
export const noRetry = { get: 'no', create: 'no' } as const;
