import type { Context } from '../base/context.ts';
import { digitsToNumber } from '../base/digits.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { chooseUiLanguage } from '../base/ui-language.ts';
import { raise } from '../operations/codes.ts';
import { combineExits } from '../operations/combine-exits.ts';
import type { JournalEntry } from '../settings/journal/journal-entry.ts';
import { formatEntryObject } from '../terminal/data/entry-object.ts';
import { formatErrorObject, schemaVersion } from '../terminal/data/task-object.ts';
import { formatError } from '../terminal/format-error.ts';
import { createReporter, type Reporter } from '../terminal/reporter.ts';
import type { ForgetCommand } from './forget.ts';
import { openJournal } from './session/open-journal.ts';
import { createEntryFilter } from './tasks/choose-entries.ts';
import { text } from './tasks/texts.ts';

/** Removes tasks from the journal. Ids that it does not know are told, and the others removed all the same. */
export async function runForget(command: ForgetCommand, context: Context): Promise<number> {
  const { exportIds, output } = command;
  const isChosen = createEntryFilter(command.request, context);
  const reporter = await createReporter({
    context,
    output: { ...output, progress: false },
    stdout: 'status',
  });
  try {
    const journal = openJournal(context, (sentence) => {
      reporter.note(sentence);
    });
    const known = journal.list().filter(isChosen);
    const entries = known.filter(({ exportId }) => exportIds?.includes(exportId) ?? true);
    if (!(await journal.remove(entries))) throw raise('TasksNotForgotten');
    const exits = entries.map((entry): ExitName => tellForgotten(entry, reporter));
    const found = new Set(entries.map(({ exportId }) => exportId));
    const unknown = exportIds?.filter((exportId) => !found.has(exportId)) ?? [];
    for (const exportId of unknown)
      exits.push(tellUnknown(exportId, reporter, { command, context }));
    if (entries.length > 0 || unknown.length === 0) {
      const note = text((texts) => texts.forgotten(entries.length));
      reporter.note(note[chooseUiLanguage(context.env)]);
    }
    return exitCodes[combineExits(exits)];
  } finally {
    reporter.close();
  }
}

function tellForgotten(entry: JournalEntry, reporter: Reporter): ExitName {
  return reporter.data(formatEntryObject(entry), '') ? 'ok' : 'usage';
}

function tellUnknown(
  exportId: string,
  reporter: Reporter,
  { command, context }: { readonly command: ForgetCommand; readonly context: Context },
): ExitName {
  const message = text((texts) => texts.notRemembered(exportId));
  const error = raise('TaskNotRemembered', { message });
  const { streams, env } = context;
  const { color } = command.output;
  streams.stderr.write(`${formatError(error, { env, stream: streams.stderr, color })}\n`);
  reporter.data(
    {
      Meta: {
        Schema: schemaVersion,
        Outcome: 'error',
        ExitCode: error.exitCode,
        ExportId: digitsToNumber(exportId),
        Error: formatErrorObject(error),
      },
    },
    '',
  );
  return error.exit;
}
