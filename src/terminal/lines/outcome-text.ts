import type { Outcome } from '../../operations/task-result.ts';
import type { Texts } from '../style/texts.ts';

/** An outcome in the reader's language. */
export function outcomeText(outcome: Outcome, texts: Texts): string {
  switch (outcome) {
    case 'succeeded':
      return texts.done;
    case 'failed':
      return texts.failed;
    case 'running':
      return texts.stillRunning;
    case 'timed-out':
      return texts.timedOut;
    case 'stalled':
      return texts.stalled;
    case 'interrupted':
      return texts.interrupted;
    case 'error':
      return texts.error;
  }
}
