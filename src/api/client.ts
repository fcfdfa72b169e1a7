import { withDeadline } from '../base/abort.ts';
import type { Context } from '../base/context.ts';
import type { Limiter } from '../waiter/limiter.ts';
import { retry } from '../waiter/retry.ts';
import { createAdviser } from './advise-retry.ts';
import type { ExportFamily } from './export-family.ts';
import type {
  ApiClient,
  CallOptions,
  CreateExportTaskRequest,
  GetExportTaskRequest,
} from './export-task.ts';
import { toCreateError } from './lost-create.ts';
import { parseCreatedTask, parseExportTask } from './parse-export-task.ts';
import { createSender, type CallKind, type SenderOptions } from './sender.ts';

export interface ApiClientOptions extends SenderOptions {
  readonly context: Pick<Context, 'env' | 'clock' | 'random'>;
  /** One over all tasks; absent: no limit. */
  readonly limiter?: Limiter | undefined;
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** The calls of one family of exports, with retries. Every attempt is signed afresh. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { family, context, limiter } = options;
  const { parameters } = family;
  const sender = createSender(options);

  const call = (kind: CallKind, values: Parameters, { signal: outer, deadlineAt }: CallOptions) =>
    withDeadline({ clock: context.clock, deadlineAt, signal: outer }, (signal) => {
      const send = () => sender.send(kind, formatBody(values), signal);
      return retry(() => (limiter === undefined ? send() : limiter.run(signal, send)), {
        ...createAdviser({ ...options, kind, clock: context.clock, sender }),
        ...context,
        signal,
        deadlineAt,
      });
    });

  return {
    async getExportTask(request: GetExportTaskRequest, callOptions) {
      const id = { [parameters.exportId]: request.exportId };
      const values = { ...id, ...accountParameters(request, family) };
      return parseExportTask(await call('get', values, callOptions), family);
    },
    async createExportTask(request: CreateExportTaskRequest, callOptions) {
      const values = {
        [parameters.exportType]: request.exportType,
        [parameters.exportParameter]: request.parameter,
        ...accountParameters(request, family),
      };
      try {
        return parseCreatedTask(await call('create', values, callOptions));
      } catch (error) {
        throw toCreateError(error);
      }
    },
    close() {
      sender.close();
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

/** `Name=value` joined by `&`, encoded as the vendor's SDK does; what has no value is left out. */
function formatBody(values: Parameters): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}
