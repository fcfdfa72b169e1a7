import type { SiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { verifyFile, type VerifiedFile } from '../transfer/verify-file.ts';
import { describeFailure } from './task-failure.ts';
import type { Outcome } from './task-result.ts';

/** The result of verifying one file. */
export interface VerifyResult {
  /** Absolute. */
  readonly path: string;
  readonly outcome: Extract<Outcome, 'succeeded' | 'error' | 'interrupted'>;
  readonly exit: ExitName;
  /** Undefined: the file does not match its receipt, or could not be read. */
  readonly verified?: VerifiedFile | undefined;
  readonly error?: SiemExportError | undefined;
}

/**
 * Verifies a file against its receipt.
 * @param path absolute; of the file or of its receipt
 * @returns a failure has `error`
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
