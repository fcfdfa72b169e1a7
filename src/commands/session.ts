import { isAbsolute, relative } from 'node:path';
import { createApiClient } from '../api/client.ts';
import { regions, resolveEndpoint, type Endpoint } from '../api/endpoints.ts';
import { incidentExport } from '../api/export-family.ts';
import type { ApiEvent } from '../api/export-task.ts';
import type { Context } from '../base/context.ts';
import { exitCodes, type ExitName } from '../base/exit-codes.ts';
import { Interruption } from '../base/interruption.ts';
import { createRedactor } from '../base/redaction.ts';
import { userAgent } from '../base/version.ts';
import { createHttpClient } from '../network/http-client.ts';
import { combineExits } from '../operations/combine-exits.ts';
import type { TaskCall, TaskRequest } from '../operations/task-call.ts';
import type { TaskResult } from '../operations/task-result.ts';
import { createCredentialProvider } from '../settings/credentials/credential-provider.ts';
import { loadRequestSettings } from '../settings/load-request-settings.ts';
import { formatCredentialNote } from '../terminal/lines/credential-note-line.ts';
import { createReporter, type Reporter } from '../terminal/reporter.ts';
import type { Demand } from '../waiter/demand.ts';
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
  readonly signal: AbortSignal;
  /** What all tasks together ask of the service. */
  readonly demand: Demand;
}

/** What a command does with one task. */
type Work = (call: TaskCall, session: Session) => Promise<TaskResult>;

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
  work: Work,
): Promise<number> {
  const { values: settings, profiles } = await loadRequestSettings(
    { flags: options.request, regions },
    context,
  );
  const endpoint = resolveEndpoint(settings);
  const reporter = await createReporter({ context, output: options.output, shows: options.shows });
  const limiter = createLimiter({
    concurrency: options.concurrency,
    perSecond: options.rate,
    clock: context.clock,
  });
  const onApiEvent = (event: ApiEvent) => {
    reporter.event({ type: 'api', event, at: context.clock.now() });
  };
  const redactor = createRedactor();
  const httpClient = createHttpClient({ env: context.env, userAgent });
  const credentials = createCredentialProvider({
    ...context,
    ...profiles,
    redactor,
    httpClient,
    onNote: (note) => {
      reporter.note(formatCredentialNote(note));
    },
    onExchange: onApiEvent,
  });
  const client = createApiClient({
    endpoint,
    family: incidentExport,
    credentials,
    context,
    userAgent,
    redactor,
    limiter,
    onEvent: onApiEvent,
  });
  try {
    const signal = endWhenUnread(context.signal, reporter.closed);
    const session = { endpoint, reporter, signal, demand: limiter.demand };
    const calls = createRequests(options.exportIds, settings).map((request): TaskCall => {
      return {
        client,
        request,
        context,
        signal,
        onEvent: (event) => {
          reporter.event(event);
        },
      };
    });
    const results = await Promise.all(
      calls.map((call) => runTask(call, session, { work, cwd: context.cwd })),
    );
    reporter.close();
    const open = results.filter(({ exit }) => resumable.has(exit));
    if (open.length > 0 && !reporter.closed.aborted) {
      reporter.resume(options.resume(open.flatMap(({ exportId }) => exportId ?? [])));
    }
    return exitCodes[combineExits(results.map(({ exit }) => exit))];
  } finally {
    client.close();
    httpClient.close();
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

/** Nobody reads stdout any more: that ends the work like a signal, and nothing is said. */
function endWhenUnread(signal: AbortSignal, closed: AbortSignal): AbortSignal {
  const unread = new AbortController();
  closed.addEventListener('abort', () => {
    unread.abort(new Interruption('SIGTERM'));
  });
  return AbortSignal.any([signal, unread.signal]);
}

async function runTask(
  call: TaskCall,
  session: Session,
  { work, cwd }: { work: Work; cwd: string },
): Promise<TaskResult> {
  const { exportId, roleFor } = call.request;
  const { clock } = call.context;
  session.reporter.event({ type: 'started', exportId, roleFor, at: clock.now() });
  const result = shortenPaths(await work(call, session), cwd);
  session.reporter.result(result);
  return result;
}

/** Files below the working directory are named as people would: from there. */
function shortenPaths(result: TaskResult, cwd: string): TaskResult {
  const { download } = result;
  if (download === undefined) return result;
  const shorten = (path: string): string => {
    const short = relative(cwd, path);
    return short.startsWith('..') || isAbsolute(short) ? path : short;
  };
  const { path, receiptPath } = download;
  return {
    ...result,
    download: {
      ...download,
      path: path === null ? null : shorten(path),
      receiptPath: receiptPath === undefined ? undefined : shorten(receiptPath),
    },
  };
}
