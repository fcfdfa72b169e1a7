import { randomBytes } from 'node:crypto';
import { withDeadline } from '../base/abort.ts';
import type { Clock, Context } from '../base/context.ts';
import type { JsonObject } from '../base/json.ts';
import type { Redactor } from '../base/redaction.ts';
import { createHttpClient, type HttpAnswer } from '../network/http-client.ts';
import type { CredentialProvider, Credentials } from '../signing/credentials.ts';
import { percentEncode } from '../signing/percent-encode.ts';
import { signRequest } from '../signing/sign-request.ts';
import type { Limiter } from '../waiter/limiter.ts';
import { retry } from '../waiter/retry.ts';
import { parseAnswer } from './answer.ts';
import { createAdviser, type CallState } from './advise-retry.ts';
import type { Endpoint } from './endpoints.ts';
import type { ExportFamily } from './export-family.ts';
import type {
  ApiClient,
  ApiEvent,
  CallOptions,
  CreateExportTaskRequest,
  GetExportTaskRequest,
} from './export-task.ts';
import { maskHeaders } from './mask-headers.ts';
import { parseCreatedTask, parseExportTask } from './parse-export-task.ts';

export interface ApiClientOptions {
  readonly endpoint: Endpoint;
  readonly family: ExportFamily;
  readonly credentials: CredentialProvider;
  readonly context: Pick<Context, 'env' | 'clock' | 'random'>;
  readonly userAgent: string;
  /** Learns the keys, so that they are masked wherever they appear. */
  readonly redactor: Redactor;
  /** One over all tasks; absent: no limit. */
  readonly limiter?: Limiter | undefined;
  readonly onEvent?: ((event: ApiEvent) => void) | undefined;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** The calls of one family of exports. Every attempt is signed afresh, with a date and nonce of its own. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { family, context, userAgent, limiter, onEvent } = options;
  const { actions, parameters } = family;
  const http = createHttpClient({ env: context.env, userAgent });
  const state: CallState = { clockOffsetMs: 0, renewCredentials: false };

  const attempt = async (action: string, body: string, signal: AbortSignal) => {
    const credentials = await getCredentials(options, state, signal);
    const request = createRequest(action, body, { options, state, credentials });
    const startedAt = context.clock.now();
    onEvent?.({ type: 'request', action, ...request, headers: maskHeaders(request.headers) });
    const answer = await http.request({ ...request, signal });
    onEvent?.(describeAnswer(action, answer, context.clock.now() - startedAt));
    return parseAnswer(answer);
  };

  const call = (
    kind: 'get' | 'create',
    values: Parameters,
    { signal: outer, deadlineAt }: CallOptions,
  ): Promise<JsonObject> =>
    withDeadline({ clock: context.clock, deadlineAt, signal: outer }, (signal) => {
      const work = () => attempt(actions[kind], formatBody(values), signal);
      return retry(() => (limiter === undefined ? work() : limiter.run(signal, work)), {
        ...createAdviser({ kind, state, onEvent, limiter, clock: context.clock }),
        ...context,
        signal,
        deadlineAt,
      });
    });

  return {
    async getExportTask(request: GetExportTaskRequest, callOptions) {
      const values = {
        [parameters.exportId]: request.exportId,
        ...accountParameters(request, family),
      };
      return parseExportTask(await call('get', values, callOptions), family);
    },
    async createExportTask(request: CreateExportTaskRequest, callOptions) {
      const values = {
        [parameters.exportType]: request.exportType,
        [parameters.exportParameter]: request.parameter,
        ...accountParameters(request, family),
      };
      return parseCreatedTask(await call('create', values, callOptions));
    },
    close() {
      http.close();
    },
  };
}

function accountParameters(
  { region, lang, roleFor }: GetExportTaskRequest,
  { parameters }: ExportFamily,
): Parameters {
  return {
    [parameters.region]: region,
    [parameters.language]: lang,
    [parameters.account]: roleFor,
  };
}

/** `Name=value` joined by `&`; what has no value is left out. */
function formatBody(values: Parameters): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

async function getCredentials(
  { credentials, redactor, onEvent }: ApiClientOptions,
  state: CallState,
  signal: AbortSignal,
): Promise<Credentials> {
  const renew = state.renewCredentials;
  const keys = await credentials.getCredentials({ signal, renew });
  if (renew) {
    state.renewCredentials = false;
    onEvent?.({ type: 'credentials-renewed', source: credentials.source });
  }
  redactor.addSecret(keys.accessKeySecret, keys.securityToken);
  return keys;
}

function createRequest(
  action: string,
  body: string,
  given: { options: ApiClientOptions; state: CallState; credentials: Credentials },
) {
  const { endpoint, family, context } = given.options;
  const method = 'POST' as const;
  const contentType = 'application/x-www-form-urlencoded';
  const signed = signRequest({
    method,
    url: endpoint.url,
    action,
    version: family.version,
    contentType,
    body,
    credentials: given.credentials,
    date: correctedNow(context.clock, given.state),
    nonce: randomBytes(16).toString('hex'),
  });
  const headers = { accept: 'application/json', ...signed };
  return { method, url: endpoint.url.href, headers, body };
}

function correctedNow(clock: Clock, { clockOffsetMs }: CallState): number {
  return clock.now() + clockOffsetMs;
}

function describeAnswer(action: string, answer: HttpAnswer, elapsedMs: number): ApiEvent {
  const requestId = answer.headers['x-acs-request-id'];
  return {
    type: 'answer',
    action,
    status: answer.status,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    elapsedMs,
    headers: maskHeaders(answer.headers),
  };
}
