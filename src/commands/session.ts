import { createApiClient } from '../api/client.ts';
import { regions, resolveEndpoint, type Endpoint } from '../api/endpoints.ts';
import { incidentExport } from '../api/export-family.ts';
import type { ApiClient } from '../api/export-task.ts';
import type { Context } from '../base/context.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { createRedactor } from '../base/redaction.ts';
import { userAgent } from '../base/version.ts';
import { combineExits } from '../operations/combine-exits.ts';
import type { TaskCall, TaskRequest } from '../operations/task-call.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createCredentialProvider } from '../settings/credentials/credential-chain.ts';
import { resolveRequestSettings } from '../settings/request-settings.ts';
import { createReporter, type Reporter } from '../terminal/reporter.ts';
import { createLimiter } from '../waiter/limiter.ts';
import type { OutputFlags } from './flags/output-flags.ts';
import type { RequestFlags } from './flags/request-flags.ts';

export interface SessionOptions {
  readonly request: RequestFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  /** Empty: the task that the service names. */
  readonly exportIds: readonly string[];
  /** Over all tasks. */
  readonly concurrency: number;
  /** Requests a second, over all tasks. */
  readonly rate: number;
  /** What stdout holds without `--json`: the service's answer, or nothing. */
  readonly shows: 'answer' | 'work';
  /** The command line that goes on with these tasks. */
  readonly resume: (exportIds: readonly string[]) => string;
}

/** What the commands that call the API share: a client, a reporter, and a call for each task. */
export interface Session {
  readonly endpoint: Endpoint;
  readonly reporter: Reporter;
  readonly calls: readonly TaskCall[];
  readonly signal: AbortSignal;
}

/** What most commands that call the API once a task have. */
export const defaultLimits = { concurrency: 5, rate: 10 };

/**
 * Opens a session, does the work on each task and reports its result as it ends.
 * @returns the exit code of all results together
 * @throws UsageError before anything is sent
 */
export async function runSession(
  options: SessionOptions,
  context: Context,
  work: (call: TaskCall, session: Session) => Promise<TaskResult>,
): Promise<number> {
  const settings = resolveRequestSettings(options.request, context.env, regions);
  const endpoint = resolveEndpoint(settings);
  const reporter = await createReporter({ context, output: options.output, shows: options.shows });
  const client = createApiClient({
    endpoint,
    family: incidentExport,
    credentials: createCredentialProvider({ context, profile: settings.profile }),
    context,
    userAgent,
    redactor: createRedactor(),
    limiter: createLimiter({
      concurrency: options.concurrency,
      perSecond: options.rate,
      clock: context.clock,
    }),
    onEvent: (event) => {
      reporter.event({ type: 'api', event, at: context.clock.now() });
    },
  });
  try {
    const requests = createRequests(options.exportIds, settings);
    const calls = requests.map((request) => createCall(request, { client, context, reporter }));
    const session = { endpoint, reporter, calls, signal: context.signal };
    const results = await Promise.all(calls.map((call) => runTask(call, session, work)));
    reporter.close();
    const open = results.filter(({ exit }) => resumable.has(exit));
    if (open.length > 0) {
      reporter.resume(options.resume(open.flatMap(({ exportId }) => exportId ?? [])));
    }
    return exitCodes[combineExits(results.map(({ exit }) => exit))];
  } finally {
    client.close();
    reporter.close();
  }
}

/** After these the task goes on in the cloud. */
const resumable: ReadonlySet<ExitName> = new Set([
  'timed-out',
  'stalled',
  'interrupted',
  'terminated',
]);

function createRequests(
  exportIds: readonly string[],
  { region, lang, roleFor }: Omit<TaskRequest, 'exportId'>,
): readonly TaskRequest[] {
  const ids = exportIds.length === 0 ? [undefined] : exportIds;
  return ids.map((exportId) => ({ exportId, region, lang, roleFor }));
}

function createCall(
  request: TaskRequest,
  { client, context, reporter }: { client: ApiClient; context: Context; reporter: Reporter },
): TaskCall {
  return {
    client,
    request,
    context,
    signal: context.signal,
    onEvent: (event) => {
      reporter.event(event);
    },
  };
}

async function runTask(
  call: TaskCall,
  session: Session,
  work: (call: TaskCall, session: Session) => Promise<TaskResult>,
): Promise<TaskResult> {
  const { exportId, roleFor } = call.request;
  const { clock } = call.context;
  session.reporter.event({ type: 'started', exportId, roleFor, at: clock.now() });
  const result = await work(call, session);
  session.reporter.result(result);
  return result;
}
