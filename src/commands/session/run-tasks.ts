import type { Context } from '../../base/context.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import type { TaskCall, TaskRequest } from '../../operations/task-call.ts';
import type { TaskResult } from '../../operations/task-result.ts';
import { formatFleetSummary } from '../../terminal/lines/fleet-summary.ts';
import { createCall } from './create-call.ts';
import { createFailFast, type FailFast } from './fail-fast.ts';
import { createJournalObserver } from './journal-observer.ts';
import { openJournal } from './open-journal.ts';
import { openSession, type CommandSession, type CommandSessionOptions } from './open-session.ts';
import { createRequests, useLastTasks } from './plan-requests.ts';
import { formatResume, type ResumeCommand } from './resume-tasks.ts';
import { shortenPaths } from './shorten-paths.ts';

export interface TasksOptions extends CommandSessionOptions {
  /** Empty: the task that was used last, or else the one that the service names. */
  readonly exportIds: readonly string[];
  /** There are no tasks yet: the work creates them. */
  readonly creates?: boolean | undefined;
  readonly resume: ResumeCommand;
  /** The first task that ends badly ends the work on all others. */
  readonly failFast?: boolean | undefined;
}

/** From here on they, and what polling them leaves behind, weigh more than the program itself. */
const manyTasks = 500;

/** What a command does with one task. */
export type Work = (call: TaskCall, session: CommandSession) => Promise<TaskResult>;

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
  const session = await openSession(options, context);
  const { reporter } = session;
  const journal = openJournal(context, (sentence) => {
    reporter.note(sentence);
  });
  const observe = createJournalObserver(journal, context.clock);
  const failFast = createFailFast(session.signal, options.failFast ?? false);
  const runTask = async (request: TaskRequest): Promise<TaskResult> => {
    const { exportId, roleFor } = request;
    const { creates } = options;
    reporter.event({ type: 'started', creates, exportId, roleFor, at: context.clock.now() });
    const observer = observe(request);
    const call = createCall(request, { ...session, signal: failFast.signal, observer }, context);
    const worked = await work(call, session);
    const result = shortenPaths(worked, context.cwd);
    const isWritten = reporter.result(result);
    // What was asked for comes first: what keeps the journal is loaded with its first entry.
    observer.result(worked);
    failFast.see(result);
    // Only a query that does not fit what was answered can't be written.
    const exit = isWritten || result.exit !== 'ok' ? result.exit : 'usage';
    // The answer is told: ten thousand of them need not be kept until the last one is.
    return { ...result, exit, task: undefined };
  };
  try {
    const planned = createRequests(options.exportIds, session);
    const isOpen = planned.some(({ exportId }) => exportId === undefined) && !options.creates;
    const requests = isOpen ? useLastTasks(planned, { journal, session, context }) : planned;
    if (requests.length >= manyTasks) await context.keepHeapSmall();
    const results = await settleAll(requests.map(runTask), failFast);
    await journal.flush();
    reporter.close();
    if (session.isFleet) reporter.note(formatFleetSummary(results, context.env));
    const command = formatResume(results, { ...options, isFleet: session.isFleet });
    if (command !== undefined && !reporter.closed.aborted) reporter.resume(command);
    return exitCodes[combineExits(results.map(({ exit }) => exit))];
  } finally {
    session.close();
  }
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
