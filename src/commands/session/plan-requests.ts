import type { Context } from '../../base/context.ts';
import { keyOfTask, shortenTaskReference, type TaskReference } from '../../base/task-reference.ts';
import { chooseUiLanguage, en, zh, type Text } from '../../base/ui-language.ts';
import type { TaskRequest } from '../../operations/task-call.ts';
import type { JournalEntry } from '../../settings/journal/journal-entry.ts';
import type { Journal } from '../../settings/journal/journal.ts';
import { formatMoment } from '../../terminal/lines/moments.ts';
import type { CommandSession } from './open-session.ts';

/**
 * A request for each reference, in each account if it names none; without references one for each account:
 * for a new task, or for the one that the service names.
 * @throws UsageError for a region whose endpoint cannot be used
 */
export function createRequests(
  references: readonly TaskReference[] | undefined,
  { settings, accounts, serviceOf }: Pick<CommandSession, 'settings' | 'accounts' | 'serviceOf'>,
): readonly TaskRequest[] {
  const asked: readonly Partial<TaskReference>[] = references ?? [{}];
  const requests = asked.flatMap(({ region = settings.region, roleFor, exportId }) =>
    (roleFor === undefined ? accounts : [roleFor]).map((account) => ({
      exportId,
      region,
      lang: settings.lang,
      roleFor: account,
    })),
  );
  for (const region of new Set(requests.map((request) => request.region))) serviceOf(region);
  return [...new Map(requests.map((request) => [keyOfTask(request), request])).values()];
}

/** Without references, each account continues with the task it used last, if any; a note says so. */
export function useLastTasks(
  requests: readonly TaskRequest[],
  { journal, session, context }: UseLastOptions,
): readonly TaskRequest[] {
  const entries = journal.list();
  const lastOf = ({ region, roleFor }: TaskRequest): JournalEntry | undefined =>
    entries.find((entry) => entry.region === region && entry.roleFor === roleFor);
  const found = requests.map(lastOf);
  const known = found.filter((entry) => entry !== undefined);
  const [only] = known;
  if (only === undefined) return requests;
  const { inForce, reporter } = session;
  const note = inForce.isFleet
    ? texts.usesLastOfEach(known.length, requests.length)
    : texts.usesLast(shortenTaskReference(only, inForce), describeUse(only, context));
  reporter.note(note[chooseUiLanguage(context.env)]);
  return requests.map((request, index) => ({ ...request, exportId: found[index]?.exportId }));
}

interface UseLastOptions {
  readonly journal: Pick<Journal, 'list'>;
  readonly session: Pick<CommandSession, 'inForce' | 'reporter'>;
  readonly context: Pick<Context, 'clock' | 'env'>;
}

function describeUse({ usedAt }: JournalEntry, { clock }: Pick<Context, 'clock'>) {
  const now = clock.now();
  return {
    en: formatMoment(usedAt, { language: 'en', now }),
    zh: formatMoment(usedAt, { language: 'zh', now }),
  };
}

const texts = {
  usesLast: (reference: string, when: Text) => ({
    en: `no export id given: using ${reference}, the task used last (${en(when)})`,
    zh: `未指定导出任务 ID：使用最近用过的 ${reference}（${zh(when)}）`,
  }),
  usesLastOfEach: (known: number, accounts: number) => ({
    en: `no export id given: using the task used last in each account (known for ${known} of ${accounts} accounts)`,
    zh: `未指定导出任务 ID：使用各账号最近用过的任务（${accounts} 个账号中已知 ${known} 个）`,
  }),
};
