import type { Context } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { chooseUiLanguage, type Localized } from '../../base/ui-language.ts';
import {
  createJournal,
  type Journal,
  type JournalProblem,
} from '../../settings/journal/journal.ts';
import { text } from './texts.ts';

/**
 * The journal of this machine.
 * @param note gets a sentence where it can't be read or written, which ends nothing
 */
export function openJournal(
  { directories, clock, env }: Pick<Context, 'directories' | 'clock' | 'env'>,
  note: (sentence: string) => void,
): Journal {
  const language = chooseUiLanguage(env);
  return createJournal({
    directories,
    clock,
    onProblem: (problem) => {
      note(toPlainText(describeJournalProblem(problem)[language]));
    },
  });
}

function describeJournalProblem(problem: JournalProblem): Localized {
  const { folder } = problem;
  switch (problem.kind) {
    case 'not-written':
      return text((texts) => texts.notWritten(folder, problem.code));
    case 'not-read':
      return text((texts) => texts.notRead(folder, problem.code));
    case 'broken':
      return text((texts) => texts.broken(folder, problem.count));
  }
}
