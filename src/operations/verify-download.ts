import type { SiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { verifyFile, type VerifiedFile } from '../transfer/verify-file.ts';
import { describeFailure } from './task-failure.ts';
import type { Outcome } from './task-result.ts';

/** What came of holding one file against its receipt. */
export interface VerifyResult {
  /** Absolute. */
  readonly path: string;
  readonly outcome: Extract<Outcome, 'succeeded' | 'error' | 'interrupted'>;
  readonly exit: ExitName;
  /** Absent where the file is not proven to be what its receipt says. */
  readonly verified?: VerifiedFile | undefined;
  readonly error?: SiemExportError | undefined;
}

/**
 * Holds a file against its receipt.
 * @param path absolute; a receipt stands for its file
 * @returns also for a failure: `error` says which
 */
export async function verifyDownload(path: string, signal: AbortSignal): Promise<VerifyResult> {
  try {
    signal.throwIfAborted();
    const verified = await verifyFile(path, { signal });
    return { path: verified.path, outcome: 'succeeded', exit: 'ok', verified };
  } catch (error) {
    const { exit, error: known } = describeFailure(error);
    const outcome = signal.aborted ? 'interrupted' : 'error';
    return { path, outcome, exit, error: known };
  }
}
