import type { Context } from '../../base/context.ts';
import { exitCodes } from '../../base/exit-codes.ts';
import { combineExits } from '../../operations/combine-exits.ts';
import type { TaskCall, TaskRequest } from '../../operations/task-call.ts';
import type { Outcome, TaskResult } from '../../operations/task-result.ts';
import { createFailFast } from './fail-fast.ts';
import { openSession, type Session, type SessionOptions } from './open-session.ts';
import { shortenPaths } from './shorten-paths.ts';

export interface TasksOptions extends SessionOptions {
  /** Empty: the task that the service names. */
  readonly exportIds: readonly string[];
  /** There are no tasks yet: the work creates them. */
  readonly creates?: boolean | undefined;
  /** The command line that goes on with these tasks; undefined: none does. */
  readonly resume: (exportIds: readonly string[]) => string | undefined;
  /** The first task that ends badly ends the work on all others. */
  readonly failFast?: boolean | undefined;
}

/** What a command does with one task. */
export type Work = (call: TaskCall, session: Session) => Promise<TaskResult>;

/**
 * Opens a session, does the work on each task and reports its result as it ends.
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
  const failFast = createFailFast(session.signal, options.failFast ?? false);
  const runTask = async (request: TaskRequest): Promise<TaskResult> => {
    const { exportId, roleFor } = request;
    const { creates } = options;
    reporter.event({ type: 'started', creates, exportId, roleFor, at: context.clock.now() });
    const call = createCall(request, { ...session, signal: failFast.signal }, context);
    const result = shortenPaths(await work(call, session), context.cwd);
    const isWritten = reporter.result(result);
    failFast.see(result);
    // Only a query that does not fit what was answered can't be written.
    return isWritten || result.exit !== 'ok' ? result : { ...result, exit: 'usage' };
  };
  try {
    const requests = createRequests(options.exportIds, session.settings);
    const results = await Promise.all(requests.map(runTask));
    reporter.close();
    const open = results.filter(({ outcome }) => resumable.has(outcome));
    if (open.length > 0 && !reporter.closed.aborted) {
      const command = options.resume(open.flatMap(({ exportId }) => exportId ?? []));
      if (command !== undefined) reporter.resume(command);
    }
    return exitCodes[combineExits(results.map(({ exit }) => exit))];
  } finally {
    session.close();
  }
}

/** After these the task goes on in the cloud. */
const resumable: ReadonlySet<Outcome> = new Set(['timed-out', 'stalled', 'interrupted']);

/** What each task is asked for with; without ids one request for the task that the service names. */
export function createRequests(
  exportIds: readonly string[],
  { region, lang, roleFor }: Omit<TaskRequest, 'exportId'>,
): readonly TaskRequest[] {
  const ids = exportIds.length === 0 ? [undefined] : exportIds;
  return ids.map((exportId) => ({ exportId, region, lang, roleFor }));
}

function createCall(
  request: TaskRequest,
  { client, signal, reporter }: Session,
  context: Context,
): TaskCall {
  return {
    client,
    request,
    context,
    signal,
    onEvent: (event) => {
      reporter.event(event);
    },
  };
}
