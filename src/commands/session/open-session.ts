import { createApiClient } from '../../api/client.ts';
import { regions, resolveEndpoint, type Endpoint } from '../../api/endpoints.ts';
import { incidentExport } from '../../api/export-family.ts';
import type { ApiClient, ApiEvent } from '../../api/export-task.ts';
import { createAlarm } from '../../base/alarm.ts';
import type { Clock, Context } from '../../base/context.ts';
import { DeadlineReachedError } from '../../base/deadline.ts';
import { formatClockDuration } from '../../base/durations.ts';
import { systemErrorCode } from '../../base/errors.ts';
import { InterruptionError } from '../../base/interruption-error.ts';
import type { ScopeInForce } from '../../base/task-reference.ts';
import { createRedactor } from '../../base/redaction.ts';
import { userAgent } from '../../base/version.ts';
import { raise } from '../../operations/codes.ts';
import type { DownloadSettings } from '../../operations/download-task.ts';
import { createHttpClient } from '../../network/http-client.ts';
import { createCredentialProvider } from '../../credentials/credential-provider.ts';
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
  /** The content of stdout without `--json`: the service's response, nothing, or references to new tasks. */
  readonly stdout: 'status' | 'none' | 'id';
  /** `--timeout` is for the waiting, and not for the whole command. */
  readonly waits?: boolean | undefined;
  /** A download to stdout notices by itself that stdout was closed. */
  readonly download?: Pick<DownloadSettings, 'destination'> | undefined;
}

/** The API of one region. */
export interface RegionService {
  readonly client: ApiClient;
  /** The endpoint is a loopback address, and so a download link may be. */
  readonly isLoopback: boolean;
}

/** What the commands that call the API share. */
export interface CommandSession {
  readonly settings: RequestSettings;
  /** The accounts that a bare id is asked for in; undefined: the caller's own. */
  readonly accounts: readonly (string | undefined)[];
  /** What a reference may leave out. */
  readonly inForce: ScopeInForce;
  /** @throws UsageError for a region whose endpoint cannot be used */
  readonly serviceOf: (region: string) => RegionService;
  readonly reporter: Reporter;
  /** Aborted by Ctrl-C, by `--timeout`, and when the reader of stdout has exited. */
  readonly signal: AbortSignal;
  /** Limits the requests of all waits together. */
  readonly limiter: Pick<Limiter, 'take'>;
  /** Files come down two at a time. */
  readonly downloads: Pick<Limiter, 'run'>;
  close(): void;
}

/** What most commands that call the API once a task have. */
export const defaultLimits = { concurrency: 5, rate: 10 };

const concurrentDownloads = 2;

/**
 * Resolves settings and endpoint, and opens the API clients and the reporter of a command.
 * @throws UsageError before anything is sent
 */
export async function openSession(
  options: CommandSessionOptions,
  context: Context,
): Promise<CommandSession> {
  const { roleFor: written } = options.request;
  const fleet = isFleet(written) ? await readFleet(written, context) : undefined;
  const [roleFor] = fleet ?? [written].flat();
  const {
    values: settings,
    profiles,
    places,
  } = loadRequestSettings({ flags: { ...options.request, roleFor }, regions }, context);
  const endpointOf = (region: string): Endpoint =>
    resolveEndpoint({ ...settings, region }, { place: places.endpoint });
  endpointOf(settings.region);
  const inForce = {
    region: settings.region,
    roleFor: settings.roleFor,
    isFleet: fleet !== undefined,
  };
  const reporter = await createReporter({
    context,
    output: options.output,
    stdout: options.stdout,
    inForce,
    lasting: readLastingScope(context),
  });
  const limiter = createLimiter({
    concurrency: options.concurrency,
    perSecond: options.rate,
    clock: context.clock,
  });
  const onApiEvent = (event: ApiEvent) => {
    const { exportId, region, roleFor } = event;
    reporter.event({ type: 'api', event, exportId, region, roleFor, at: context.clock.now() });
  };
  const style = createStyle({ ...context, stream: context.streams.stderr });
  const redactor = createRedactor();
  const { limits } = settings;
  const httpClient = createHttpClient({
    env: context.env,
    userAgent,
    connectTimeoutMs: limits.connectTimeoutMs,
    readTimeoutMs: limits.requestTimeoutMs,
  });
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
  const clients = new Map<string, RegionService>();
  const openRegion = (region: string): RegionService => {
    const endpoint = endpointOf(region);
    const client = createApiClient({
      endpoint,
      family: incidentExport,
      credentials,
      context,
      userAgent,
      limits,
      redactor,
      limiter,
      onEvent: onApiEvent,
    });
    const service = { client, isLoopback: endpoint.isLoopback };
    clients.set(region, service);
    return service;
  };
  const readable =
    options.download?.destination.kind === 'stdout'
      ? context.signal
      : endWhenUnread(context.signal, reporter.closed);
  const { timeoutMs = Infinity } = options.waits ? {} : settings;
  const deadline = startDeadline(readable, timeoutMs, context.clock);
  const stopListening = context.onStatusRequest(() => {
    reporter.status();
  });
  return {
    settings,
    accounts: fleet ?? [settings.roleFor],
    inForce,
    serviceOf: (region) => clients.get(region) ?? openRegion(region),
    reporter,
    signal: deadline.signal,
    limiter,
    downloads: createLimiter({
      concurrency: concurrentDownloads,
      perSecond: Infinity,
      clock: context.clock,
    }),
    close() {
      deadline.stop();
      stopListening();
      for (const { client } of clients.values()) client.close();
      httpClient.close();
      reporter.close();
    },
  };
}

/** Aborts when the time of the command is over. A command that asks once does so with 0, too. */
export function startDeadline(signal: AbortSignal, timeoutMs: number, clock: Clock) {
  if (timeoutMs === Infinity || timeoutMs === 0) return { signal, stop: () => undefined };
  const over = new AbortController();
  const alarm = createAlarm(clock, () => {
    over.abort(new DeadlineReachedError(formatClockDuration(timeoutMs)));
  });
  alarm.set(clock.now() + timeoutMs);
  const stop = (): void => {
    alarm.set(Infinity);
  };
  return { signal: AbortSignal.any([signal, over.signal]), stop };
}

/** What the next command takes for granted: variables and saved defaults, without the flags of this one. */
export function readLastingScope(context: Pick<Context, 'env' | 'directories'>): ScopeInForce {
  try {
    const { values } = loadRequestSettings({ flags: {}, regions }, context);
    return { region: values.region, roleFor: values.roleFor, isFleet: false };
  } catch {
    // A wrong value that a flag overrides here: nothing goes without saying.
    return { region: '', isFleet: true };
  }
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
