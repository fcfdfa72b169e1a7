import { createApiClient } from '../../api/client.ts';
import { regions, resolveEndpoint, type Endpoint } from '../../api/endpoints.ts';
import { incidentExport } from '../../api/export-family.ts';
import type { ApiClient, ApiEvent } from '../../api/export-task.ts';
import type { Context } from '../../base/context.ts';
import { systemErrorCode } from '../../base/errors.ts';
import { InterruptionError } from '../../base/interruption-error.ts';
import { createRedactor } from '../../base/redaction.ts';
import { userAgent } from '../../base/version.ts';
import { raise } from '../../operations/codes.ts';
import type { DownloadSettings } from '../../operations/download-task.ts';
import { createHttpClient } from '../../network/http-client.ts';
import { createCredentialProvider } from '../../settings/credentials/credential-provider.ts';
import { loadRequestSettings } from '../../settings/load-request-settings.ts';
import type { RequestSettings } from '../../settings/request-settings.ts';
import { formatCredentialNote } from '../../terminal/lines/credential-note-line.ts';
import { createReporter, type Reporter } from '../../terminal/reporter.ts';
import { createStyle } from '../../terminal/style/style.ts';
import { createLimiter, type Limiter } from '../../waiter/limiter.ts';
import type { OutputFlags } from '../flags/output-flags.ts';
import { isFleet, readFleet } from '../flags/accounts.ts';
import type { FleetFlags } from '../flags/request-flags.ts';

export interface CommandSessionOptions {
  readonly request: FleetFlags;
  readonly output: OutputFlags & { readonly events?: boolean | undefined };
  /** Requests in flight at once, over all tasks. */
  readonly concurrency: number;
  /** Requests a second, over all tasks. */
  readonly rate: number;
  /** What stdout holds without `--json`: the service's answer, nothing, or the ids of new tasks. */
  readonly stdout: 'status' | 'none' | 'id';
  /** Where a file goes: one that goes to stdout notices itself when that is closed. */
  readonly download?: Pick<DownloadSettings, 'destination'> | undefined;
}

/** What the commands that call the API share. */
export interface CommandSession {
  readonly settings: RequestSettings;
  /** The accounts that the command runs for, each for itself; undefined: the caller's own. */
  readonly accounts: readonly (string | undefined)[];
  /** Whether they were given as several. */
  readonly isFleet: boolean;
  readonly endpoint: Endpoint;
  readonly client: ApiClient;
  readonly reporter: Reporter;
  /** Aborted by Ctrl-C, and when nobody reads stdout any more. */
  readonly signal: AbortSignal;
  /** Where the waits for all tasks take their permits. */
  readonly limiter: Pick<Limiter, 'take'>;
  /** Files come down two at a time. */
  readonly downloads: Pick<Limiter, 'run'>;
  close(): void;
}

/** What most commands that call the API once a task have. */
export const defaultLimits = { concurrency: 5, rate: 10 };

const concurrentDownloads = 2;

/**
 * Resolves settings and endpoint, and opens what a command needs to call the API and to tell of it.
 * @throws UsageError before anything is sent
 */
export async function openSession(
  options: CommandSessionOptions,
  context: Context,
): Promise<CommandSession> {
  const { roleFor: written } = options.request;
  const fleet = isFleet(written) ? readFleet(written, context) : undefined;
  const [roleFor] = fleet ?? [written].flat();
  const {
    values: settings,
    profiles,
    places,
  } = loadRequestSettings({ flags: { ...options.request, roleFor }, regions }, context);
  const endpoint = resolveEndpoint(settings, { place: places.endpoint });
  const reporter = await createReporter({
    context,
    output: options.output,
    stdout: options.stdout,
    namesAccounts: fleet !== undefined,
  });
  const limiter = createLimiter({
    concurrency: options.concurrency,
    perSecond: options.rate,
    clock: context.clock,
  });
  const onApiEvent = (event: ApiEvent) => {
    const { exportId, roleFor } = event;
    reporter.event({ type: 'api', event, exportId, roleFor, at: context.clock.now() });
  };
  const style = createStyle({ ...context, stream: context.streams.stderr });
  const redactor = createRedactor();
  const httpClient = createHttpClient({ env: context.env, userAgent });
  const credentials = createCredentialProvider({
    ...context,
    ...profiles,
    redactor,
    httpClient,
    onNote: (note) => {
      reporter.note(formatCredentialNote(note, style));
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
  const stopListening = context.onStatusRequest(() => {
    reporter.status();
  });
  return {
    settings,
    accounts: fleet ?? [settings.roleFor],
    isFleet: fleet !== undefined,
    endpoint,
    client,
    reporter,
    signal:
      options.download?.destination.kind === 'stdout'
        ? context.signal
        : endWhenUnread(context.signal, reporter.closed),
    limiter,
    downloads: createLimiter({
      concurrency: concurrentDownloads,
      perSecond: Infinity,
      clock: context.clock,
    }),
    close() {
      stopListening();
      client.close();
      httpClient.close();
      reporter.close();
    },
  };
}

/**
 * Nobody reads stdout any more: that ends the work like a signal, and nothing is said. Whatever else keeps it from
 * being written is an error.
 */
function endWhenUnread(signal: AbortSignal, closed: AbortSignal): AbortSignal {
  const unread = new AbortController();
  closed.addEventListener('abort', () => {
    const code = systemErrorCode(closed.reason);
    const isUnread = code === 'EPIPE';
    unread.abort(
      isUnread ? new InterruptionError('SIGTERM') : raise('StdoutNotWritten', { reportedAs: code }),
    );
  });
  return AbortSignal.any([signal, unread.signal]);
}
