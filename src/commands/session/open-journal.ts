import type { Context } from '../../base/context.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { chooseUiLanguage, type Localized } from '../../base/ui-language.ts';
import {
  createJournal,
  type Journal,
  type JournalProblem,
} from '../../settings/journal/journal.ts';

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
      return {
        en: `the tasks of this run are not recorded: ${folder} is not writable (${problem.code})`,
        zh: `未能记录本次运行的任务：无法写入 ${folder}（${problem.code}）`,
      };
    case 'not-read':
      return {
        en: `the recorded tasks cannot be read from ${folder} (${problem.code})`,
        zh: `无法从 ${folder} 读取任务记录（${problem.code}）`,
      };
    case 'broken':
      return problem.count === 1
        ? {
            en: `skipped 1 damaged file in ${folder}`,
            zh: `已跳过 ${folder} 中 1 个损坏的文件`,
          }
        : {
            en: `skipped ${problem.count} damaged files in ${folder}`,
            zh: `已跳过 ${folder} 中 ${problem.count} 个损坏的文件`,
          };
  }
}
