import type { Context } from '../base/context.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { shortenTaskReference } from '../base/task-reference.ts';
import { chooseUiLanguage, type Localized } from '../base/ui-language.ts';
import { nameEntry, type JournalEntry } from '../settings/journal/journal-entry.ts';
import type { Journal } from '../settings/journal/journal.ts';
import { formatEntryObject } from '../terminal/data/entry-object.ts';
import { createReporter, type Reporter } from '../terminal/reporter.ts';
import { createStyle } from '../terminal/style/style.ts';
import { formatEntryTable } from '../terminal/tables/entry-table.ts';
import type { ListCommand } from './list.ts';
import { openJournal } from './session/open-journal.ts';
import { readLastingScope } from './session/open-session.ts';
import { createEntryFilter } from './tasks/choose-entries.ts';
import { texts } from './tasks/texts.ts';

/** Lists the tasks that this machine has seen, the one used last first. */
export async function runList(command: ListCommand, context: Context): Promise<number> {
  const isChosen = await createEntryFilter(command.request, context);
  const output = { ...command.output, progress: false };
  const reporter = await createReporter({ context, output, stdout: 'status' });
  const language = chooseUiLanguage(context.env);
  const note = (sentence: Localized): void => {
    reporter.note(sentence[language]);
  };
  try {
    const journal = openJournal(context, (sentence) => {
      reporter.note(sentence);
    });
    const seen = journal.list();
    const { entries, exit } = await refresh(seen.filter(isChosen), {
      command,
      context,
      journal,
      note,
    });
    const shown = entries.filter(({ pending }) => pending || !command.pending);
    if (shown.length > 0) {
      const isWritten = await print(shown, { command, context, reporter, note });
      return exitCodes[isWritten || exit !== 'ok' ? exit : 'usage'];
    }
    if (seen.length === 0) note(texts.nothingSeen);
    else if (entries.length === 0) note(texts.nothingFits(seen.length));
    else note(texts.nothingPending(entries.length));
    return exitCodes[exit];
  } finally {
    reporter.close();
  }
}

interface RefreshScope {
  readonly command: ListCommand;
  readonly context: Context;
  readonly journal: Journal;
  readonly note: (sentence: Localized) => void;
}

async function refresh(
  entries: readonly JournalEntry[],
  { command, context, journal, note }: RefreshScope,
): Promise<{ entries: readonly JournalEntry[]; exit: ExitName }> {
  const pending = entries.filter((entry) => entry.pending);
  if (!command.refresh || pending.length === 0) return { entries, exit: 'ok' };
  note(texts.asksAgain(pending.length));
  const { refreshEntries } = await import('./tasks/refresh-entries.ts');
  const refreshed = await refreshEntries(pending, command, context);
  for (const entry of refreshed.entries) journal.remember(entry);
  await journal.flush();
  const renewed = new Map(refreshed.entries.map((entry) => [nameEntry(entry), entry]));
  return {
    entries: entries.map((entry) => renewed.get(nameEntry(entry)) ?? entry),
    exit: refreshed.exit,
  };
}

async function print(
  entries: readonly JournalEntry[],
  {
    command,
    context,
    reporter,
    note,
  }: Pick<RefreshScope, 'command' | 'context' | 'note'> & { reporter: Reporter },
): Promise<boolean> {
  const { json, query, color } = command.output;
  if (json || query !== undefined) {
    return entries.map((entry) => reporter.data(formatEntryObject(entry), '')).every(Boolean);
  }
  const lasting = readLastingScope(context);
  if (command.ids) {
    // No reference names a task of the caller's own account while another one is the default.
    const named = entries.filter((entry) => (entry.roleFor ?? lasting.roleFor) === entry.roleFor);
    const { roleFor = '' } = lasting;
    if (named.length < entries.length) note(texts.notNamed(entries.length - named.length, roleFor));
    const references = named.map((entry) => shortenTaskReference(entry, lasting));
    return reporter.data({}, [...references, ''].join('\n'));
  }
  const { stdout } = context.streams;
  const style = createStyle({ ...context, stream: stdout, color });
  const fit = stdout.isTTY
    ? await import('../terminal/live/text-width.ts')
    : { textWidth: style.measure, cutMiddle: (written: string) => written };
  const table = formatEntryTable(entries, {
    style,
    inForce: lasting,
    now: context.clock.now(),
    measure: fit.textWidth,
    cut: fit.cutMiddle,
  });
  return reporter.data({}, `${table}\n`);
}
