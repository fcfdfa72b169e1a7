import type { Context } from '../../base/context.ts';
import { UsageError } from '../../base/errors.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import {
  formatTaskReference,
  shortenTaskReference,
  type TaskReference,
} from '../../base/task-reference.ts';
import { chooseUiLanguage, type Localized } from '../../base/ui-language.ts';
import { toPlainText } from '../../base/plain-text.ts';
import { redactLink } from '../../base/redaction.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import type { DownloadSettings } from '../../operations/download-task.ts';
import { tellsApart } from '../../base/file-template.ts';
import type { TaskCall, TaskRequest } from '../../operations/task-call.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import type { Reporter } from '../../terminal/reporter.ts';
import { isJson } from '../../terminal/result-text.ts';
import { formatFleetSummary } from '../../terminal/lines/fleet-summary.ts';
import { createFailFast, type FailFast } from './fail-fast.ts';
import type { Journal } from '../../settings/journal/journal.ts';

import { createJournalObserver, type JournalObserver } from './journal-observer.ts';
import { openJournal } from './open-journal.ts';
import { openSession, type CommandSession, type CommandSessionOptions } from './open-session.ts';
import { createRequests, useLastTasks } from './plan-requests.ts';
import { formatResume, type ResumeCommand, type TasksSession } from './resume-tasks.ts';
import { shortenPaths } from './shorten-paths.ts';

export interface TasksOptions extends CommandSessionOptions {
  /** Undefined: the task that was used last, else the one that the service names; empty: nothing to do. */
  readonly tasks: readonly TaskReference[] | undefined;
  /** There are no tasks yet: the work creates them. */
  readonly creates?: boolean | undefined;
  readonly resume: ResumeCommand;
  /** The command line that downloads the files of tasks; undefined: the command itself downloads, or asks once. */
  readonly fetch?: ((references: readonly string[]) => string) | undefined;
  readonly download?: DownloadSettings | undefined;
  /** The first task that ends badly ends the work on all others. */
  readonly failFast?: boolean | undefined;
}

/** From here on they, and what polling them leaves behind, weigh more than the program itself. */
const manyTasks = 500;

/** What a command does with one task. */
export type Work = (call: TaskCall, session: TasksSession) => Promise<TaskResult>;

/**
 * Opens a session, does the work on each task and reports its result as it ends. Work that throws ends all.
 * @returns the exit code of all results together
 * @throws UsageError before anything is sent
 */
export async function runTasks(
  options: TasksOptions,
  context: Context,
  work: Work,
): Promise<number> {
  const opened = await openSession(options, context);
  const { reporter, inForce } = opened;
  const journal = openJournal(context, (sentence) => {
    reporter.note(sentence);
  });
  const observe = createJournalObserver(journal, context.clock);
  const failFast = createFailFast(opened.signal, options.failFast ?? false);
  const runTask = async (request: TaskRequest, session: TasksSession): Promise<TaskResult> => {
    const { creates } = options;
    const { exportId, region, roleFor } = request;
    const at = context.clock.now();
    reporter.event({ type: 'started', creates, exportId, region, roleFor, at });
    const observer = observe(request);
    const worked = await work(createCall(request, { session, observer, context }), session);
    const known = nameWhereKnown(worked, { request, options, journal });
    const result = shortenPaths(known, context);
    const isWritten = reporter.result(result);
    if (showsLinks(options)) noteLink(result, options, reporter);
    // The result comes first: the code that writes the journal is loaded with the first entry.
    observer.result(worked);
    failFast.see(result);
    // A result cannot be printed only if --query does not fit it.
    const exit = isWritten || result.exit !== 'ok' ? result.exit : 'usage';
    // The response is printed, so it need not stay in memory until the last task ends.
    return { ...result, exit, task: undefined };
  };
  try {
    const planned = createRequests(options.tasks, opened);
    const isOpen = options.tasks === undefined && !options.creates;
    const requests = isOpen
      ? useLastTasks(planned, { journal, session: opened, context })
      : planned;
    validateTemplate(options.download, requests);
    if (requests.length === 0) reporter.note(nothingToDo[chooseUiLanguage(context.env)]);
    if (requests.length >= manyTasks) await context.keepHeapSmall();
    const session = { ...opened, requests, signal: failFast.signal };
    const running = requests.map((request) => runTask(request, session));
    const results = await settleAll(running, failFast);
    await journal.flush();
    reporter.close();
    if (showsLinks(options)) noteFetch(results, options, { session, context });
    if (inForce.isFleet) reporter.note(formatFleetSummary(results, context.env));
    const command = formatResume(results, { ...options, session });
    if (command !== undefined && !reporter.closed.aborted) reporter.resume(command);
    return exitCodes[combineExits(results.map(({ exit }) => exit))];
  } finally {
    opened.close();
  }
}

/** @throws UsageError if several tasks would have one file */
function validateTemplate(
  download: DownloadSettings | undefined,
  requests: readonly TaskRequest[],
): void {
  if (download?.destination.kind !== 'template') return;
  if (tellsApart(download.destination.template, requests)) return;
  throw new UsageError({
    en: '--output: several tasks would have the same file; add {id}, and {region} or {account} if they differ',
    zh: '--output：多个任务的文件名相同；请加入 {id}，地域或账号不同时再加入 {region} 或 {account}',
  });
}

const nothingToDo: Localized = {
  en: 'nothing to do: standard input names no task',
  zh: '没有需要处理的任务：标准输入中没有导出任务 ID',
};

/** `wait` without `--download` ends with the download link. JSON and events have it already. */
function showsLinks({ fetch, download, output }: TasksOptions): boolean {
  return fetch !== undefined && download === undefined && !output.events && !isJson(output);
}

function noteLink({ task, outcome }: TaskResult, { output }: TasksOptions, reporter: Reporter) {
  if (outcome !== 'succeeded' || task?.link === undefined) return;
  const link = toPlainText(task.link);
  reporter.note(output.showLink ? link : redactLink(link));
}

function noteFetch(
  results: readonly TaskResult[],
  { fetch }: TasksOptions,
  { session, context }: { readonly session: TasksSession; readonly context: Pick<Context, 'env'> },
): void {
  const { inForce, reporter } = session;
  const references = results
    .filter(({ outcome }) => outcome === 'succeeded')
    .flatMap(({ exportId, ...task }) =>
      exportId === undefined ? [] : [shortenTaskReference({ ...task, exportId }, inForce)],
    );
  if (references.length === 0 || fetch === undefined) return;
  const command = fetch(references);
  const note = { en: `to download: ${command}`, zh: `下载文件：${command}` };
  reporter.note(note[chooseUiLanguage(context.env)]);
}

interface Caller {
  readonly session: Pick<CommandSession, 'serviceOf' | 'signal' | 'reporter'>;
  /** Absent: nothing is recorded. */
  readonly observer?: JournalObserver | undefined;
  readonly context: Context;
}

/** What an operation on one task needs of a session. */
export function createCall(request: TaskRequest, { session, observer, context }: Caller): TaskCall {
  const { client } = session.serviceOf(request.region);
  return {
    client,
    request,
    context,
    signal: session.signal,
    onEvent: (event) => {
      session.reporter.event({ ...event, region: request.region });
      observer?.event(event);
    },
  };
}

/** A task that is not found here, and that this machine knows elsewhere, is called by its reference. */
function nameWhereKnown(
  result: TaskResult,
  {
    request,
    options,
    journal,
  }: {
    readonly request: TaskRequest;
    readonly options: Pick<TasksOptions, 'tasks'>;
    readonly journal: Pick<Journal, 'list'>;
  },
): TaskResult {
  const { error } = result;
  const { exportId } = request;
  if (error?.exit !== 'not-found' || exportId === undefined || options.tasks === undefined)
    return result;
  const here = formatTaskReference({ ...request, exportId });
  const references = journal
    .list()
    .filter((entry) => entry.exportId === exportId)
    .map(formatTaskReference)
    .filter((reference) => reference !== here);
  if (references.length === 0) return result;
  return { ...result, error: error.with({ hint: knownElsewhere(references.slice(0, 3)) }) };
}

function knownElsewhere(references: readonly string[]): Localized {
  return {
    en: `This machine has seen this id elsewhere: use ${references.join(' or ')}.`,
    zh: `本机在其他地域或账号见过该任务 ID：请使用 ${references.join(' 或 ')}。`,
  };
}

/** Throws the first error, but only once nothing runs any more: what polls would keep the process. */
async function settleAll(
  running: readonly Promise<TaskResult>[],
  { stop }: Pick<FailFast, 'stop'>,
): Promise<TaskResult[]> {
  try {
    return await Promise.all(running);
  } catch (error) {
    stop();
    await Promise.allSettled(running);
    throw error;
  }
}
