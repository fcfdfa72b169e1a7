import type { Context } from '../../base/context.ts';
import { chooseUiLanguage } from '../../base/ui-language.ts';
import type { TaskRequest } from '../../operations/task-call.ts';
import type { Journal } from '../../settings/journal/journal.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import { formatMoment } from '../../terminal/lines/moments.ts';
import type { CommandSession } from './open-session.ts';
import { text } from './texts.ts';

type Scope = Pick<CommandSession, 'settings' | 'accounts'>;

/**
 * Every id for every account; without ids one request for each account: for a new task, or for the one
 * that the service names.
 */
export function createRequests(
  exportIds: readonly string[],
  { settings: { region, lang }, accounts }: Scope,
): readonly TaskRequest[] {
  const ids = exportIds.length === 0 ? [undefined] : exportIds;
  return accounts.flatMap((roleFor) =>
    ids.map((exportId) => ({ exportId, region, lang, roleFor })),
  );
}

/** Without ids each account goes on with the task that it used last, if there is one; a note says so. */
export function useLastTasks(
  requests: readonly TaskRequest[],
  { journal, session, context }: UseLastOptions,
): readonly TaskRequest[] {
  const entries = journal.list();
  const lastOf = ({ region, roleFor }: TaskRequest): JournalEntry | undefined =>
    entries.find((entry) => entry.region === region && entry.roleFor === roleFor);
  const found = requests.map(lastOf);
  const known = found.filter((entry) => entry !== undefined);
  const language = chooseUiLanguage(context.env);
  const [only] = known;
  if (only === undefined) return requests;
  const note = session.isFleet
    ? text((texts) => texts.usesLastOfEach(known.length, requests.length))
    : text((texts, say) => texts.usesLast(only.exportId, say(describeUse(only, context))));
  session.reporter.note(note[language]);
  return requests.map((request, index) => ({ ...request, exportId: found[index]?.exportId }));
}

interface UseLastOptions {
  readonly journal: Pick<Journal, 'list'>;
  readonly session: Pick<CommandSession, 'isFleet' | 'reporter'>;
  readonly context: Pick<Context, 'clock' | 'env'>;
}

function describeUse({ usedAt }: JournalEntry, { clock }: Pick<Context, 'clock'>) {
  const now = clock.now();
  return {
    en: formatMoment(usedAt, { language: 'en', now }),
    zh: formatMoment(usedAt, { language: 'zh', now }),
  };
}
