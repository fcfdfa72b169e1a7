import type { Context } from '../../base/context.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import { toPlainText } from '../../base/plain-text.ts';
import type { CompleteCommand } from '../completion.ts';
import type { Candidates } from './candidate.ts';
import { findCandidates } from './candidates.ts';

/** Prints a line per candidate, as the scripts expect. After an error it prints none. */
export async function runComplete(
  { words, program }: CompleteCommand,
  context: Context,
): Promise<number> {
  let found: Candidates = [];
  try {
    found = await findCandidates(words, program, context);
  } catch {
    // The user is typing: an error would be in the way.
  }
  context.streams.print(formatCandidates(found));
  return exitCodes.ok;
}

function formatCandidates(found: Candidates): string {
  if (typeof found === 'string') return `:${found}\n`;
  return found
    .map(({ value, text = '' }) => `${value}${text === '' ? '' : `\t${toPlainText(text)}`}\n`)
    .join('');
}
