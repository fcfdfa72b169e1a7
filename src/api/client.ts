import { withDeadline } from '../base/deadline.ts';
import type { Context } from '../base/context.ts';
import type { Limiter } from '../waiter/limiter.ts';
import { limitRetries, questionRetries } from '../waiter/retry-budget.ts';
import { retry } from '../waiter/retry.ts';
import { createRetryPolicy } from './retry-policy.ts';
import type { CallKind, ExportFamily } from './export-family.ts';
import type {
  ApiClient,
  ApiEvent,
  RequestOptions,
  CallTask,
  CreateExportTaskRequest,
  GetExportTaskRequest,
} from './export-task.ts';
import { guardCreate } from './create-outcome.ts';
import { nameOtherRegion } from './other-region.ts';
import { parseCreatedTask, parseExportTask } from './parse-export-task.ts';
import { createSender, type SenderOptions } from './sender.ts';

export interface ApiClientOptions extends SenderOptions {
  readonly context: Pick<Context, 'env' | 'clock' | 'random'>;
  /** Shared by all tasks; absent: no limit. */
  readonly limiter?: Limiter | undefined;
}

type Parameters = Readonly<Record<string, string | undefined>>;

interface Call extends RequestOptions {
  readonly kind: CallKind;
  readonly task: CallTask;
  readonly values: Parameters;
  readonly onSending?: (() => void) | undefined;
  readonly onResponse?: (() => void) | undefined;
}

/** The calls of one family of exports, with retries. Every attempt is signed again. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { family, context, limiter, limits = {} } = options;
  const { parameters } = family;
  const sender = createSender(options);

  const call = ({
    kind,
    task,
    values,
    signal: outer,
    deadlineAt,
    permit,
    isPatient = false,
    ...watch
  }: Call) =>
    withDeadline({ clock: context.clock, deadlineAt, signal: outer }, (signal) => {
      const { onSending, onResponse } = watch;
      const onEvent = (event: ApiEvent): void => {
        if (event.type === 'answer') onResponse?.();
        options.onEvent?.({ ...event, ...task });
      };
      const attempt = { kind, body: formatBody(values), signal, onEvent, onSending };
      const send = () => sender.send(attempt);
      const sendWithPermit = (attemptNumber: number) => {
        if (limiter === undefined) return send();
        if (attemptNumber > 1 || permit === undefined) return limiter.run(signal, send);
        return send().finally(() => {
          permit.release();
        });
      };
      return retry(sendWithPermit, {
        ...createRetryPolicy({ kind, clock: context.clock, sender, limiter, onEvent }),
        ...context,
        signal,
        deadlineAt,
        policy: limitRetries(limits.retries ?? (isPatient ? undefined : questionRetries)),
      });
    });

  return {
    async getExportTask(request: GetExportTaskRequest, callOptions) {
      const { exportId, region, roleFor } = request;
      const values = { [parameters.exportId]: exportId, ...accountParameters(request, family) };
      const task = { exportId, region, roleFor };
      try {
        return parseExportTask(await call({ kind: 'get', task, values, ...callOptions }), family);
      } catch (error) {
        throw nameOtherRegion(error, request.region, family);
      }
    },
    async createExportTask(request: CreateExportTaskRequest, callOptions) {
      const values = createParameters(request, family);
      const task = { region: request.region, roleFor: request.roleFor };
      return await guardCreate((watch) =>
        call({ kind: 'create', task, values, ...callOptions, ...watch }).then(parseCreatedTask),
      );
    },
    signCreateExportTask(request, { signal }) {
      const body = formatBody(createParameters(request, family));
      return sender.sign({ kind: 'create', body, signal });
    },
    close() {
      sender.close();
    },
  };
}

function createParameters(request: CreateExportTaskRequest, family: ExportFamily): Parameters {
  const { parameters } = family;
  return {
    [parameters.exportType]: request.exportType,
    [parameters.exportParameter]: request.parameter,
    ...accountParameters(request, family),
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

/** `Name=value` joined by `&`, encoded as the vendor's SDK does; parameters without a value are omitted. */
function formatBody(values: Parameters): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
