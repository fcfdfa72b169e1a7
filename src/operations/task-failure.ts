import { SiemExportError, isSiemExportError } from '../base/errors.ts';
import type { ExitName } from '../base/exit-codes.ts';
import { Interruption } from '../base/interruption.ts';
import type { Outcome } from './task-result.ts';

/** What a thrown value means for the task that it ended. */
export interface TaskFailure {
  readonly outcome: Outcome;
  readonly exit: ExitName;
  readonly error: SiemExportError;
}

export function describeFailure(error: unknown): TaskFailure {
  if (error instanceof Interruption) return describeInterruption(error);
  const known = isSiemExportError(error) ? error : unexpectedError(error);
  return { outcome: 'error', exit: known.exit, error: known };
}

function describeInterruption(error: Interruption): TaskFailure {
  const exit = error.signalName === 'SIGINT' ? 'interrupted' : 'terminated';
  return {
    outcome: 'interrupted',
    exit,
    error: new SiemExportError('Interrupted', exit, error.message, { retryable: true }),
  };
}

function unexpectedError(error: unknown): SiemExportError {
  const message = error instanceof Error ? error.message : String(error);
  return new SiemExportError(
    'Unexpected',
    'unexpected',
    `this is a bug in siem-export: ${message}`,
    {
      hint: 'Please report it, with the command that shows it.',
      cause: error,
    },
  );
}
