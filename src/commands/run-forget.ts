import type { Context } from '../base/context.ts';
import { digitsToNumber } from '../base/digits.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { formatTaskReference, type TaskReference } from '../base/task-reference.ts';
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
import { chooseEntries, createEntryFilter } from './tasks/choose-entries.ts';
import { texts } from './tasks/texts.ts';

/** Removes tasks from the journal. A reference that fits none is an error; the others are removed all the same. */
export async function runForget(command: ForgetCommand, context: Context): Promise<number> {
  const { tasks, request, output } = command;
  const isChosen = await createEntryFilter(request, context);
  const reporter = await createReporter({
    context,
    output: { ...output, progress: false },
    stdout: 'status',
  });
  const language = chooseUiLanguage(context.env);
  try {
    const journal = openJournal(context, (sentence) => {
      reporter.note(sentence);
    });
    if (tasks?.length === 0) reporter.note(texts.nothingToForget[language]);
    const known = journal.list();
    const { entries, unknown } =
      tasks === undefined
        ? { entries: known.filter(isChosen), unknown: [] }
        : await chooseEntries(known, tasks, { request, context });
    if (!(await journal.remove(entries))) throw raise('TasksNotForgotten');
    const exits = [
      ...entries.map((entry) => reportForgotten(entry, reporter)),
      ...unknown.map((reference) =>
        reportUnknown(reference, { known, reporter, command, context }),
      ),
    ];
    if (entries.length > 0 || tasks === undefined) {
      reporter.note(texts.forgotten(entries.length)[language]);
    }
    return exitCodes[combineExits(exits)];
  } finally {
    reporter.close();
  }
}

function reportForgotten(entry: JournalEntry, reporter: Reporter): ExitName {
  return reporter.data(formatEntryObject(entry), '') ? 'ok' : 'usage';
}

interface UnknownScope {
  readonly known: readonly JournalEntry[];
  readonly reporter: Reporter;
  readonly command: ForgetCommand;
  readonly context: Context;
}

function reportUnknown(
  reference: TaskReference,
  { known, reporter, command, context }: UnknownScope,
): ExitName {
  const elsewhere = known.filter(({ exportId }) => exportId === reference.exportId);
  const error = raise('TaskNotRemembered', {
    message: texts.notRemembered(formatTaskReference(reference)),
    hint: elsewhere.length > 0 ? texts.recordedAs(elsewhere.map(formatTaskReference)) : undefined,
  });
  const { streams, env } = context;
  const { color } = command.output;
  streams.stderr.write(`${formatError(error, { env, stream: streams.stderr, color })}\n`);
  reporter.data(
    {
      Meta: {
        Schema: schemaVersion,
        Outcome: 'error',
        ExitCode: error.exitCode,
        ExportId: digitsToNumber(reference.exportId),
        Error: formatErrorObject(error),
      },
    },
    '',
  );
  return error.exit;
}
